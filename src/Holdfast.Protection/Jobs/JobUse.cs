namespace Holdfast.Protection.Jobs;

/// <summary>Which limits a job counts against, beside those of all jobs and of its production server.</summary>
internal readonly record struct JobUse(bool IsRecovery, bool Online, bool Pool);
