namespace Holdfast.Protection.Billing;

/// <summary>What lay in the vault on a day.</summary>
public sealed record StorageSample(DateOnly Day, long StoredBytes);
