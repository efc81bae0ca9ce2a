namespace Holdfast.Protection.Jobs;

/// <summary>How many jobs may run at a time.</summary>
/// <param name="Total">All together.</param>
/// <param name="PerServer">On the datasources of one production server.</param>
/// <param name="Online">Jobs that work with the vault, recoveries excepted: nobody waits for a recovery behind an upload of hours.</param>
/// <param name="Pool">Jobs that write to the storage pool.</param>
public sealed record JobLimits(int Total = 4, int PerServer = 2, int Online = 2, int Pool = 4);
