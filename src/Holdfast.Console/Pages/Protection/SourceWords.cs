using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Pages.Protection;

/// <summary>How sources stand, in words.</summary>
internal static class SourceWords
{
    /// <summary>A kind for StateMark, its word, and its icon.</summary>
    internal static (string Kind, string Word, string? Icon) State(string? state, Texts texts) => state switch
    {
        SourceStates.Ok => ("ok", texts["Protected"], null),
        SourceStates.Late => ("warning", texts["Late"], null),
        SourceStates.Inconsistent => ("danger", texts["Inconsistent"], null),
        SourceStates.Pending => ("quiet", texts["No first copy yet"], "queued"),
        SourceStates.Suspended => ("quiet", texts["Suspended"], "paused"),
        SourceStates.Stopped => ("quiet", texts["Stopped"], "stopped"),
        _ => ("quiet", state ?? texts["Not known"], null),
    };

    /// <summary>What a source's state is where the server did not say it by goals.</summary>
    internal static string StateOf(SourceInfo source) => source.State ?? source switch
    {
        { Protection: "stopped" } => SourceStates.Stopped,
        { Protection: "suspended" } => SourceStates.Suspended,
        { ReplicaState: "pending" or "replicaManualPending" } => SourceStates.Pending,
        { ReplicaState: "inconsistent" } => SourceStates.Inconsistent,
        _ => SourceStates.Ok,
    };

    /// <summary>What the state means for who reads it, and what to do.</summary>
    internal static string? Advice(SourceInfo source, Texts texts) => StateOf(source) switch
    {
        SourceStates.Late => texts["Its newest recovery point is older than its group asks. Create one now; if that fails, the job says why."],
        SourceStates.Inconsistent => texts["Its last job failed, so the replica may differ from the server. A consistency check compares and corrects it."],
        SourceStates.Pending when source.ReplicaState == "replicaManualPending" => texts["The first copy is to be made by hand: copy the data to a folder of the backup server, then use that folder."],
        SourceStates.Pending => texts["The first copy has not been made yet. Until then nothing can be recovered."],
        SourceStates.Suspended => texts["Its group is suspended: nothing runs by schedule and nothing expires."],
        SourceStates.Stopped => texts["Its protection has been stopped. What is there can be recovered, and stays until it is deleted."],
        _ => null,
    };
}
