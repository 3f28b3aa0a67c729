"""The federation over HTTP for other programs: what pages show as JSON, and every act."""
