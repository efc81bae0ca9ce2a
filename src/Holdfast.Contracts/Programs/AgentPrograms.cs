using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Holdfast.Contracts.Programs;

/// <summary>
/// The program of this version for other computers: archives that an administrator has put into DIR/download, and for this computer's own platform one that is packed of the
/// folder that the service runs from. Nothing else of a folder can be had by this way: names are fixed.
/// </summary>
/// <param name="dataDirectory">Of the server or vault service that gives it out.</param>
/// <param name="programFolder">Where the running program lies.</param>
public sealed class AgentPrograms(string dataDirectory, string programFolder, string version)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (DateTime Changed, AgentProgram Program)> known = [];

    public string Version => version;

    public string ArchiveOf(AgentPlatform platform) => Path.Combine(dataDirectory, "download", $"holdfast-{version}-{platform.Archive}");

    /// <summary>Null where it is not here.</summary>
    public AgentProgram? Find(AgentPlatform platform)
    {
        lock (gate)
        {
            var file = new FileInfo(ArchiveOf(platform));
            if (!file.Exists && platform == AgentPlatform.Linux && IsOwnFolderWhole()) file = Pack(file);
            // A link could lead to any file of this computer.
            if (!file.Exists || file.LinkTarget is not null) return null;
            if (known.TryGetValue(file.FullName, out var before) && before.Changed == file.LastWriteTimeUtc && before.Program.Bytes == file.Length) return before.Program;
            using var content = file.OpenRead();
            var program = new AgentProgram(file.FullName, Convert.ToHexStringLower(SHA256.HashData(content)), file.Length);
            known[file.FullName] = (file.LastWriteTimeUtc, program);
            return program;
        }
    }

    // Published with its runtime, and without anybody's data below it. What a build leaves in its output folder does not run elsewhere.
    private bool IsOwnFolderWhole() =>
        OperatingSystem.IsLinux() && File.Exists(Path.Combine(programFolder, "libcoreclr.so")) && File.Exists(Path.Combine(programFolder, "holdfast"))
        && !(Path.GetFullPath(dataDirectory) + "/").StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(programFolder)) + "/", StringComparison.Ordinal);

    private FileInfo Pack(FileInfo file)
    {
        file.Directory!.Create();
        var partial = file.FullName + ".new";
        using (var target = File.Create(partial))
        using (var packed = new GZipStream(target, CompressionLevel.Fastest))
            TarFile.CreateFromDirectory(programFolder, packed, includeBaseDirectory: false);
        File.Move(partial, file.FullName, overwrite: true);
        file.Refresh();
        return file;
    }
}
