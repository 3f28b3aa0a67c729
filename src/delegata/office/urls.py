"""The addresses of the office."""

from django.urls import path

from delegata.office.pages import (
    acts,
    body,
    credentials,
    decisions,
    door,
    elections,
    federation,
    mandates,
    meetings,
    recalls,
    record,
    roll,
    sign_in,
    sittings,
)

urlpatterns = [
    path("", federation.overview),
    path("bodies", federation.bodies),
    path("bodies/<slug:name>", body.overview),
    path("bodies/<slug:name>/sittings", sittings.walk),
    path("bodies/<slug:name>/decisions", decisions.overview),
    path("bodies/<slug:name>/divisions/<slug:division>", decisions.division),
    path("bodies/<slug:name>/resolutions/<slug:resolution>", decisions.resolution),
    path("bodies/<slug:name>/mandates", mandates.overview),
    path("bodies/<slug:name>/mandates/<slug:mandate>", mandates.chain),
    path("bodies/<slug:name>/mandates/<slug:mandate>/credential", credentials.credential),
    path("bodies/<slug:name>/door", door.door),
    path("bodies/<slug:name>/door/list", door.door_list),
    path("bodies/<slug:name>/door/check-ins", door.check_ins),
    path("bodies/<slug:name>/door/worker.js", door.worker),
    path("bodies/<slug:name>/rules", body.rules),
    path("bodies/<slug:name>/record", record.overview),
    path("bodies/<slug:name>/record/<int:position>", record.entry),
    path("bodies/<slug:name>/checkpoint", record.checkpoint_file),
    path("bodies/<slug:name>/elections", elections.overview),
    path("bodies/<slug:name>/recalls", recalls.overview),
    path("bodies/<slug:name>/meetings", meetings.overview),
    path("bodies/<slug:name>/roll", roll.overview),
    path("bodies/<slug:name>/roll.csv", roll.download),
    path("bodies/<slug:name>/roll/seal", roll.seal),
    path("bodies/<slug:name>/roll/proof", roll.proof),
    path("bodies/<slug:name>/roll/import", roll.upload),
    path("bodies/<slug:name>/roll/uploads/<str:token>", roll.stage),
    path("bodies/<slug:name>/roll/imports/<str:waiting>", roll.waiting),
    path("bodies/<slug:name>/acts", acts.overview),
    path("bodies/<slug:name>/acts/<str:kind>", acts.form),
    path("sign-in/<str:words>", sign_in.enter),
    path("sign-out", sign_in.leave),
]

handler404 = "delegata.office.pages.errors.not_found"
