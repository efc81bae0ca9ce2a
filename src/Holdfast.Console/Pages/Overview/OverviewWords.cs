using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Pages.Overview;

/// <summary>The overview in words.</summary>
internal static class OverviewWords
{
    /// <summary>Am I protected?</summary>
    internal static string Sentence(Contracts.Api.Insight.Overview now, Texts texts) => (now.Sources, now.ProtectedWithinGoals) switch
    {
        (0, _) => texts["Nothing is protected yet."],
        (1, 1) => texts["Your source is protected within its goals."],
        var (all, kept) when all == kept => texts["All {0} sources are protected within their goals.", ByteWords.Count(all)],
        var (all, kept) => texts["{0} of {1} sources are protected within their goals.", ByteWords.Count(kept), ByteWords.Count(all)],
    };

    /// <summary>What needs me? Null where there is nothing to be needed for yet.</summary>
    internal static string? Need(Contracts.Api.Insight.Overview now, Texts texts) => now.NeedsTotal switch
    {
        0 => now.Sources == 0 ? texts["Four steps lead to the first recovery point. Each ticks itself off."] : texts["Nothing needs you."],
        1 => texts["1 needs you."],
        var count => texts["{0} need you.", ByteWords.Count(count)],
    };

    /// <summary>What a cell of the map means.</summary>
    internal static string Cell(string cell, Texts texts) => cell switch
    {
        MapCells.Disk => texts["point on disk"],
        MapCells.Both => texts["points on disk and in the vault"],
        MapCells.Vault => texts["point in the vault"],
        MapCells.Missed => texts["missed"],
        MapCells.Failed => texts["failed"],
        MapCells.NotDue => texts["nothing was due"],
        _ => texts["not protected yet"],
    };

    /// <summary>The vault: kind (see StateMark), words, and what stands below them.</summary>
    internal static (string Kind, string Words, string? More) Vault(VaultOverview vault, Texts texts) => vault.State switch
    {
        "connected" => ("ok", texts["Connected"], vault.Name),
        "lost" when vault.DaysLeft is { } left => ("warning", texts["Lost {0} d", vault.LostDays], texts["{0} days left", left]),
        "lost" => ("danger", texts["Lost {0} d", vault.LostDays], texts["Backups are stopped"]),
        "expired" => ("danger", texts["Expired"], texts["No more backups; recovery works"]),
        "deprovisioned" => ("danger", texts["Deprovisioned"], texts["Online points are deleted"]),
        "notRegistered" => ("quiet", texts["Not registered"], null),
        _ => ("quiet", vault.State, vault.Name),
    };

    /// <summary>When the pool will be full.</summary>
    internal static string Full(int? low, int? high, Texts texts) => (low, high) switch
    {
        (null, _) => texts["It does not fill up, as far as is known."],
        (0, _) => texts["It is full, or will be today."],
        ({ } soon, null) => texts["Full in {0} days at the earliest.", ByteWords.Count(soon)],
        ({ } soon, { } late) when soon == late => texts["Full in {0} days.", ByteWords.Count(soon)],
        ({ } soon, { } late) => texts["Full in {0} to {1} days.", ByteWords.Count(soon), ByteWords.Count(late)],
    };
}
