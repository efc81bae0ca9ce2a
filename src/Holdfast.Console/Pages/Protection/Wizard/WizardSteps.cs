using Holdfast.Console.Text;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>The steps of the wizard, and to which of them a refusal of the server belongs.</summary>
internal static class WizardSteps
{
    internal const string Name = "name", Members = "members", Exclusions = "exclusions", Method = "method", Goals = "goals", Storage = "storage", Replica = "replica",
        Consistency = "consistency", OnlineData = "online-data", OnlineGoals = "online-goals", Options = "options", Summary = "summary";

    internal static IReadOnlyList<string> All { get; } = [Name, Members, Exclusions, Method, Goals, Storage, Replica, Consistency, OnlineData, OnlineGoals, Options, Summary];

    /// <summary>The steps that a draft goes through: without the vault two are left out.</summary>
    internal static IReadOnlyList<string> Of(GroupDraft draft) => draft.Online ? All : [.. All.Where(step => step is not (OnlineData or OnlineGoals))];

    internal static string Title(string step, Texts texts) => step switch
    {
        Name => texts["Name and type"],
        Members => texts["Members"],
        Exclusions => texts["Exclusions"],
        Method => texts["Method"],
        Goals => texts["Short-term goals"],
        Storage => texts["Storage"],
        Replica => texts["First copy"],
        Consistency => texts["Consistency check"],
        OnlineData => texts["Online data"],
        OnlineGoals => texts["Online schedule and retention"],
        Options => texts["Options"],
        _ => texts["Summary"],
    };

    /// <summary>Where one can correct what the server refused.</summary>
    internal static string Of(HoldfastException refused) => refused.Code switch
    {
        ErrorCode.BadGroupName or ErrorCode.GroupNameExists => Name,
        ErrorCode.PathNotFound or ErrorCode.PathNotAccessible or ErrorCode.PathRefused or ErrorCode.SourceInOtherGroup or ErrorCode.NothingToProtect or ErrorCode.AgentUnreachable
            or ErrorCode.AgentNotResponding => Members,
        ErrorCode.BadExtension or ErrorCode.BadPattern => Exclusions,
        ErrorCode.TooManyOnlineTimes or ErrorCode.OnlineScheduleMismatch or ErrorCode.TooManyOnlinePoints => OnlineGoals,
        ErrorCode.BadThrottle => Options,
        _ => OfField(refused.Message),
    };

    // A refused policy names the field first, behind its number where there are several.
    private static string OfField(string message)
    {
        var field = message.StartsWith('[') ? message[(message.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart() : message;
        foreach (var (start, step) in fields)
            if (field.StartsWith(start, StringComparison.Ordinal)) return step;
        return Summary;
    }

    private static readonly (string Start, string Step)[] fields =
    [
        ("shortTerm", Goals), ("expressFull", Goals), ("drills", Consistency), ("recoveryPoints", Goals), ("retention", Goals), ("online", OnlineGoals), ("replicaCreation", Replica), ("consistencyCheck", Consistency), ("backupWindow", Options), ("timeZone", Options),
        ("startOffset", Options), ("throttle", Options), ("preScript", Options), ("postScript", Options), ("sla", Options), ("stale", Options), ("autoProtect", Members),
    ];
}
