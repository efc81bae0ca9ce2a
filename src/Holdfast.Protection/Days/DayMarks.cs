namespace Holdfast.Protection.Days;

/// <summary>What happened to a datasource on a day in UTC. Bit h of a mask is hour h.</summary>
/// <param name="Day">Days since 1970-01-01.</param>
/// <param name="Due">Recovery points were due.</param>
/// <param name="Disk">Recovery points were made on disk.</param>
/// <param name="Vault">Recovery points were made that have reached the vault.</param>
/// <param name="Failed">Jobs failed.</param>
public readonly record struct DayMarks(int Day, int Due, int Disk, int Vault, int Failed);
