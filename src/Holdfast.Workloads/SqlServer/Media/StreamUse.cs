namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Who reads a stream's content.</summary>
internal enum StreamUse
{
    Skip,
    Keep,
    Pages,
    Log,
}
