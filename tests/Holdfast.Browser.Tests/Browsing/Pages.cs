namespace Holdfast.Browser.Tests.Browsing;

/// <summary>Every page of the console as an address; what stands in braces is an id of the sample.</summary>
internal static class Pages
{
    internal static IReadOnlyList<string> All { get; } =
    [
        "/", "/protection", "/protection/new", "/protection/groups/{group}", "/protection/groups/{group}?tab=schedules", "/protection/groups/{group}?tab=policy", "/protection/groups/{group}?tab=jobs",
        "/protection/groups/{otherGroup}?stop=all", "/protection/groups/{group}/modify", "/protection/groups/{group}/modify?step=online-goals", "/protection/groups/{group}/modify?step=options",
        "/protection/groups/{group}/modify?step=summary", "/protection/sources", "/protection/sources/{source}", "/protection/inactive", "/protection/inactive/{inactive}",
        "/recovery", "/recovery/{source}", "/recovery/{source}/{point}?path=letters", "/recovery/{source}/{point}?path=letters&item=letters%2Fletter-01.txt",
        "/recovery/{application}", "/recovery/{application}/{applicationPoint}?view=files", "/recovery/{application}/application?at=latest", "/protection/sources/{application}",
        "/recovery/{source}/versions?path=letters%2Fletter-01.txt", "/recovery/{source}/{point}/recover?path=letters", "/recovery/search", "/recovery/search?text=letter", "/recovery/external", "/recovery/exports",
        "/recovery/reports/{recovery}", "/monitoring", "/monitoring/alerts", "/monitoring/alerts/{alert}", "/monitoring/alerts?by=server", "/monitoring/jobs", "/monitoring/jobs/{failedJob}",
        "/storage", "/storage/add", "/agents", "/agents/add", "/vault", "/vault/register", "/vault/passphrase",
        "/reports", "/reports/protection", "/reports/recovery", "/reports/diskUtilization", "/reports/sla", "/reports/drills", "/monitoring/drills", "/monitoring/drills?drill={drill}", "/reports/schedules",
        "/settings", "/settings/account", "/settings/accounts", "/settings/credentials", "/settings/notifications", "/settings/audit", "/nothing-here",
    ];
}
