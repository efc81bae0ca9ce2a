namespace Holdfast.Workloads.Files.Linux;

/// <summary>struct timespec of 64-bit platforms.</summary>
internal readonly record struct Timespec(long Seconds, long Nanoseconds);
