using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SharePoint.Points;
using Holdfast.Workloads.SqlServer.Addresses;

namespace Holdfast.Workloads.SharePoint.Recovery;

/// <summary>Plans recoveries of farms, databases, sites, and items from documents alone. Databases are restored by SQL Server, content by SharePoint; no table of SharePoint's is ever written.</summary>
internal sealed class FarmPlanner(IWorkload databases)
{
    private const string Services = "SPTimerV4, SPAdminV4, SPTraceV4, OSearch*, W3SVC";

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>, <see cref="WorkloadFault.NotPossible"/>: what is wanted cannot be had that way.</exception>
    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points)
    {
        var chosen = new ChosenParts(ask, points, databases.Kind);
        Admit(chosen);
        var plans = chosen.Parts.Select(part => (Part: part, Plan: PlanOf(part, chosen))).ToList();
        var parts = plans.SelectMany(pair => pair.Plan.Parts.Select(planned => Under(planned, chosen.Of(pair.Part).Folders)));
        return new RecoveryPlan([.. parts], plans.Min(pair => pair.Plan.Reaches), [.. Steps(chosen, plans)], [.. Warnings(chosen, plans).Distinct()]);
    }

    public RecoveryPlan PlanOf(FarmPart part, ChosenParts chosen) => databases.Plan(chosen.AskOf(part), chosen.Of(part).Points, null);

    private static PlannedPart Under(PlannedPart planned, IReadOnlyDictionary<string, string> folders) =>
        planned with { Paths = planned.Paths.Count == 0 ? [folders[planned.Point!]] : [.. planned.Paths.Select(path => $"{folders[planned.Point!]}/{path}")] };

    private static void Admit(ChosenParts chosen)
    {
        var (ask, isWhole) = (chosen.Ask, chosen.Items.Count == 0);
        if (chosen.NeedsCopy && ask.Destination == RecoveryDestination.Original)
            throw new WorkloadException(WorkloadFault.NotPossible, "A site is not put back by itself: it is taken out of a copy of its content database.", "Recover to an instance of SQL Server (its address, and a name for the copy), and run the script that the plan shows.");
        if (ask.Destination == RecoveryDestination.Instance && isWhole)
            throw new WorkloadException(WorkloadFault.NotPossible, "A farm is not recovered to another instance as a whole: its configuration names its servers.", "Recover it where it was; or its databases one by one, or all of them to a folder, and build the new farm from its content databases.");
        if (ask.Destination != RecoveryDestination.Folder && !isWhole && chosen.Parts.FirstOrDefault(part => part.Database.IsFarmWide) is { } configuration)
            throw new WorkloadException(WorkloadFault.NotPossible, $"{configuration.Database.Name} is restored with the whole farm alone: it must fit all other databases and the servers.", "Recover the farm; or this database to a folder, to look into it.");
        if (ask.Destination == RecoveryDestination.Instance && ask.Address is null)
            throw new WorkloadException(WorkloadFault.NotRecoverable, "No instance is named that the copy goes to.", "Name it, as sqlserver://HOST/; any instance of the same version or later serves, no other farm is needed.");
    }

    private static IEnumerable<string> Steps(ChosenParts chosen, IReadOnlyList<(FarmPart Part, RecoveryPlan Plan)> plans)
    {
        var isFarm = chosen.Items.Count == 0 && chosen.Ask.Destination == RecoveryDestination.Original;
        var isAttached = !isFarm && chosen.Ask.Destination == RecoveryDestination.Original;
        if (isFarm)
        {
            yield return $"On every server of the farm: stop the services {Services} (the steps for servers are done by hand).";
            yield return "Where search is in use: Get-SPEnterpriseSearchServiceApplication | Suspend-SPEnterpriseSearchServiceApplication, before the services stop.";
        }
        if (isAttached)
            foreach (var (part, _) in plans) yield return $"In SharePoint: Dismount-SPContentDatabase '{part.Database.Name.Replace("'", "''", StringComparison.Ordinal)}' (by hand).";
        foreach (var (part, plan) in plans)
            foreach (var step in plan.Steps) yield return $"{part.Database.Name} on {part.Database.Server}: {step}";
        if (isFarm)
        {
            yield return "On every server of the farm: clear SharePoint's configuration cache (%ProgramData%\\Microsoft\\SharePoint\\Config), and start the services.";
            yield return "Where servers have another patch level than the databases: PSConfig.exe -cmd upgrade -inplace b2b -wait -cmd applicationcontent -install.";
            yield return "Where search is in use: reset its index and begin a full crawl (the index is not in the point), then Resume-SPEnterpriseSearchServiceApplication.";
        }
        if (isAttached)
            foreach (var (part, _) in plans) yield return $"In SharePoint: Mount-SPContentDatabase '{part.Database.Name.Replace("'", "''", StringComparison.Ordinal)}' -WebApplication URL -DatabaseServer '{part.Database.Server.Replace("'", "''", StringComparison.Ordinal)}' (by hand).";
        if (chosen is { NeedsCopy: true, Ask.Destination: RecoveryDestination.Instance })
            foreach (var item in chosen.Items.Where(item => item.Site is not null))
                foreach (var step in Copied(item, chosen)) yield return step;
    }

    private static IEnumerable<string> Copied(FarmItem item, ChosenParts chosen)
    {
        var copy = chosen.CopyName(chosen.Parts.First(part => string.Equals(part.Database.Name, item.Database, StringComparison.OrdinalIgnoreCase)));
        yield return $"On a server of the farm, in the SharePoint Management Shell, run this with the site that it goes to as Target and an empty folder as Folder:{Environment.NewLine}{string.Join(Environment.NewLine, UnattachedScript.Lines(item, Server(chosen.Ask.Address!), copy))}";
        yield return $"When it has served, at the instance: {string.Join(' ', UnattachedScript.Drop(copy))}";
    }

    /// <summary>As SharePoint and SQL Server's clients write an instance.</summary>
    private static string Server(string address) => SqlAddress.Parse(address).DataSource["tcp:".Length..];

    private static IEnumerable<string> Warnings(ChosenParts chosen, IReadOnlyList<(FarmPart Part, RecoveryPlan Plan)> plans)
    {
        if (plans.Count > 1 && plans.Min(pair => pair.Plan.Reaches) is var first && plans.Max(pair => pair.Plan.Reaches) is var last && first != last)
            yield return $"The databases are not of one moment: the first is of {first.UtcDateTime:u}, the last of {last.UtcDateTime:u}. Name a moment that the logs of all of them cover to have them of one.";
        foreach (var other in chosen.Farm.Others) yield return $"Not in the point: {other}.";
        if (chosen.Items.Count == 0) yield return "Not in the point: IIS, certificates, solutions and files on the servers, blobs outside of the databases (RBS). Protect the servers' system state and files.";
        foreach (var (part, plan) in plans)
            foreach (var warning in plan.Warnings) yield return $"{part.Database.Name}: {warning}";
        foreach (var text in chosen.Unreadable) yield return text;
    }
}
