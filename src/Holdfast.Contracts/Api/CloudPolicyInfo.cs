namespace Holdfast.Contracts.Api;

/// <summary>What contact with the vault and the state of the subscription permit.</summary>
/// <param name="Setting">strict, disk-continues.</param>
/// <param name="Connectivity">connected, interrupted (up to 15 days), lost.</param>
/// <param name="Subscription">active, expired, deprovisioned; where the vault is out of reach, what it said last.</param>
/// <param name="DaysWithoutContact">Whole days.</param>
/// <param name="DaysLeft">Days until contact counts as lost; 0 where it does.</param>
/// <param name="Addresses">What a firewall has to let through.</param>
public sealed record CloudPolicyInfo(
    string Setting, string Connectivity, string Subscription, DateTimeOffset LastContact, int DaysWithoutContact, int DaysLeft, bool BackupToVault, bool BackupToDisk,
    bool RecoverFromVault, bool RecoverFromDisk, IReadOnlyList<string> Addresses);
