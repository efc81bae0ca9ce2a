namespace Holdfast.Store.Pool;

/// <summary>How the pool sees devices. Replaced in tests.</summary>
public interface IDiskProbe
{
    DiskFacts Examine(string folder);

    /// <exception cref="IOException">The folder is gone.</exception>
    DiskSpace Measure(string folder);
}
