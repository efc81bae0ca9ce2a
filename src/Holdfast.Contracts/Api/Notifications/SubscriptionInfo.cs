namespace Holdfast.Contracts.Api.Notifications;

/// <summary>Who gets mail about which alerts.</summary>
/// <param name="Types">Empty: all.</param>
/// <param name="Groups">Names of protection groups; empty: all.</param>
public sealed record SubscriptionInfo(
    string Id, string Address, IReadOnlyList<string> Severities, IReadOnlyList<string> Types, IReadOnlyList<string> Groups, DateTimeOffset Created);
