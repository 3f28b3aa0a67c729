"""The office: pages and forms over what the records say."""
