using Holdfast.Contracts.Api.Insight;
using Holdfast.Output;

namespace Holdfast.Commands.Insight;

/// <summary>The overview in words, and the map in letters: one a day, so that it can be read without colors.</summary>
internal static class OverviewText
{
    private const string Legend = "D on disk   B on disk and in vault   V in vault   M missed   F failed   . not due";

    internal static void Write(TextWriter output, Overview overview, ProtectionMap map)
    {
        output.WriteLine(Sentence(overview));
        foreach (var need in overview.Needs) WriteNeed(output, need);
        if (overview.NeedsTotal > overview.Needs.Count) output.WriteLine($"and {Quantity.Count(overview.NeedsTotal - overview.Needs.Count)} more; `holdfast alert list` shows alerts");
        output.WriteLine();
        StatusText.Line(output, "recovery points", $"last {Quantity.Time(overview.LastPoint)}, next {Quantity.Time(overview.NextPoint)}");
        StatusText.Line(output, "jobs", $"{overview.JobsRunning} running at {Quantity.Bytes(overview.Rate)}/s, {overview.JobsQueued} queued");
        if (overview.Storage is { } storage) StatusText.Line(output, "storage", Storage(storage));
        if (overview.Vault is { } vault) StatusText.Line(output, "vault", Vault(vault));
        if (overview.CostThisMonth is { } cost) StatusText.Line(output, "this month", FormattableString.Invariant($"{cost:0.00} {overview.Currency}"));
        if (map.Rows.Count > 0) WriteMap(output, map);
        if (overview.Steps.Any(step => !step.Done)) WriteSteps(output, overview.Steps);
    }

    private static string Sentence(Overview overview)
    {
        if (overview.Sources == 0) return "Nothing is protected yet.";
        var all = overview.Sources == 1 ? "1 datasource is protected within its goals" : $"{Quantity.Count(overview.Sources)} datasources are protected within their goals";
        var needs = overview.NeedsTotal switch { 0 => "Nothing needs you.", 1 => "1 thing needs you:", var many => $"{Quantity.Count(many)} things need you:" };
        return $"{Quantity.Count(overview.ProtectedWithinGoals)} of {all}. {needs}";
    }

    private static void WriteNeed(TextWriter output, NeedsAttention need)
    {
        output.WriteLine($"  {need.Severity,-13} {need.Name}: {need.Title}");
        output.WriteLine($"  {"",-13} {need.Cause}");
        output.WriteLine($"  {"",-13} {Command(need)}");
    }

    private static string Command(NeedsAttention need) => need.Action switch
    {
        NeededActions.Check => $"holdfast check {need.Source ?? need.Subject}",
        NeededActions.Run => $"holdfast recovery-point create {need.Source ?? need.Subject}",
        NeededActions.AddDisk => "holdfast disk add PATH",
        NeededActions.Unsuspend => $"holdfast group resume \"{need.Name}\"",
        NeededActions.RegisterVault => "holdfast vault register FILE",
        NeededActions.Reenroll => "holdfast agent token",
        NeededActions.Seed => $"holdfast source seed {need.Source ?? need.Subject} FOLDER",
        _ => need.Alert is { } alert ? $"holdfast alert show {alert}" : "holdfast alert list",
    };

    private static string Storage(StorageOverview storage)
    {
        var full = (storage.FullInDaysLow, storage.FullInDaysHigh) switch
        {
            (null, _) => "",
            ({ } low, { } high) when low != high => $"; full in {Quantity.Count(low)} to {Quantity.Count(high)} days",
            ({ } low, null) => $"; full in {Quantity.Of(low, "day", "days")} at the earliest",
            ({ } low, _) => $"; full in {Quantity.Of(low, "day", "days")}",
        };
        return $"{Quantity.Bytes(storage.Used)} of {Quantity.Bytes(storage.Capacity)} store {Quantity.Bytes(storage.LogicalBytes)}{full}";
    }

    private static string Vault(VaultOverview vault) => vault.State switch
    {
        "notRegistered" => "not registered",
        "lost" => $"{vault.Name}: out of contact for {Quantity.Of(vault.LostDays, "day", "days")}, {Quantity.Of(vault.DaysLeft ?? 0, "day", "days")} left",
        _ => $"{vault.Name}: {vault.State}",
    };

    private static void WriteMap(TextWriter output, ProtectionMap map)
    {
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant($"{map.Days[0]:yyyy-MM-dd} to {map.Days[^1]:yyyy-MM-dd}, days in {map.Zone}; {Legend}"));
        var width = map.Rows.Max(row => row.Name.Length);
        foreach (var server in map.Rows.GroupBy(row => row.Server))
        {
            output.WriteLine(server.Key);
            foreach (var row in server) output.WriteLine($"  {row.Name.PadRight(width)}  {string.Concat(row.Cells.Select(Letter))}");
        }
        if (map.Total > map.Rows.Count) output.WriteLine($"and {Quantity.Of(map.Total - map.Rows.Count, "more datasource", "more datasources")}; --limit shows them");
    }

    private static char Letter(string cell) => cell switch
    {
        MapCells.Disk => 'D',
        MapCells.Both => 'B',
        MapCells.Vault => 'V',
        MapCells.Missed => 'M',
        MapCells.Failed => 'F',
        MapCells.NotDue => '.',
        _ => ' ',
    };

    private static void WriteSteps(TextWriter output, IReadOnlyList<FirstStep> steps)
    {
        output.WriteLine();
        foreach (var step in steps)
            output.WriteLine($"{(step.Done ? "[x]" : "[ ]")} {step.Id switch
            {
                "addDisk" => "give the pool a disk: holdfast disk add PATH",
                "addServer" => "add a server: holdfast agent token, or protect this one",
                "protect" => "protect something: holdfast protect PATH",
                _ => "register with a vault: holdfast vault register FILE",
            }}");
    }
}
