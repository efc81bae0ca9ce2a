using Holdfast.Contracts.Api;

namespace Holdfast.Console.Text;

/// <summary>How the vault stands, in a word or two.</summary>
public static class VaultWords
{
    /// <summary>A kind of chip (empty, warning, danger) and its words.</summary>
    public static (string Kind, string Words) Of(VaultInfo vault, Texts texts) => vault switch
    {
        { State: "notRegistered" } => ("", texts["Not registered"]),
        { Subscription: "deprovisioned" } => ("danger", texts["Deprovisioned"]),
        { Subscription: "expired" } => ("danger", texts["Expired"]),
        { State: "unreachable", Policy: { } policy } => policy.Connectivity == "lost"
            ? ("danger", texts["Lost {0} d", policy.DaysWithoutContact])
            : ("warning", texts["Lost {0} d ({1} left)", policy.DaysWithoutContact, policy.DaysLeft]),
        { State: "unreachable" } => ("warning", texts["Not reachable"]),
        _ => ("", texts["Connected"]),
    };
}
