namespace Holdfast.Shell.Automation;

/// <summary>A folder.</summary>
public sealed class PathInfo(string path)
{
    public string Path => path;
}
