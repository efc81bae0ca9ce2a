namespace Holdfast.Shell.Automation;

/// <summary>The shell's folder: that of the process.</summary>
public sealed class PathIntrinsics
{
    public PathInfo CurrentFileSystemLocation => new(Environment.CurrentDirectory);
}
