namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>Files of a Windows computer by their full paths, shadow copies' devices among them. Failures are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>.</summary>
public interface IWindowsFiles
{
    /// <summary>Root of the volume that holds a path, with a backslash at the end; folders that volumes are mounted on are seen.</summary>
    string VolumeOf(string path);

    /// <summary>What lies in a folder; empty where there is no such folder. Links are told and not followed.</summary>
    IEnumerable<WindowsEntry> List(string folder);

    /// <summary>Null where there is no such file.</summary>
    long? Length(string path);

    Stream OpenRead(string path);

    /// <summary>Makes folders above as needed; replaces what is there.</summary>
    Stream Create(string path);
}
