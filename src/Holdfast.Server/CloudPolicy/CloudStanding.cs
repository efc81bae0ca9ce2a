using Holdfast.Protection.Cloud;

namespace Holdfast.Server.CloudPolicy;

/// <summary>How this server stands to its vault now, and what that permits.</summary>
/// <param name="Vault">The vault's name.</param>
/// <param name="LastContact">By the highest time that is believed.</param>
/// <param name="DaysLost">Whole days without contact.</param>
/// <param name="DaysLeft">Days until contact counts as lost; 0 where it does.</param>
/// <param name="CountsDown">Out of contact for long enough to tell people.</param>
/// <param name="IsClockTrusted">Where it is not, nothing is deleted.</param>
internal sealed record CloudStanding(
    CloudPolicySetting Setting, CloudSituation Situation, string Vault, DateTimeOffset LastContact, int DaysLost, int DaysLeft, bool CountsDown, bool IsClockTrusted)
{
    internal Permissions Permissions => Protection.Cloud.CloudPolicy.Decide(Situation.Connectivity, Situation.Subscription, Setting);
}
