using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Inspecting;
using Holdfast.Workloads.Disks.Writing;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Agent.Inspection;

/// <summary>Lists and takes out files of the file systems on a disk that a file holds, without mounting it.</summary>
internal sealed class FilesInside(string kind, FileStream file, CancellationToken cancellation)
{
    private const int Piece = 1 << 20;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.InspectedNoSuchPath"/>, <see cref="ErrorCode.InspectedVolumeUnreadable"/>, <see cref="ErrorCode.InspectedMalformed"/>.</exception>
    public InspectedListing List(string path) => Use(path, (files, folder) =>
    {
        var entries = folder.Length == 0
            ? files.Volumes.Select(volume => new InspectedEntry($"{volume.Number}", "directory", volume.Length, null, null))
            : files.List(folder).Select(entry => new InspectedEntry($"{folder}/{entry.Name}", ItemKindWord(entry.Kind), entry.Size, entry.Modified, entry.LinkTarget));
        return new InspectedListing(kind, folder, [.. entries.Select(UnlessStopped)]);
    });

    /// <summary>Writes under another name first: what is under the wanted one is whole. Nothing is overwritten.</summary>
    /// <exception cref="HoldfastException">Also <see cref="ErrorCode.InspectedTargetTaken"/>, <see cref="ErrorCode.InspectedTargetUnwritable"/>.</exception>
    public ExtractedFile Extract(string path, string to) => Use(path, (files, name) =>
    {
        var entry = files.Find(name);
        if (entry is not { Kind: ItemKind.File }) throw NoFile(name, entry);
        var target = Path.GetFullPath(to);
        if (Path.Exists(target)) throw Taken(target);
        var content = files.OpenRead(name);
        var temporary = $"{target}.{Guid.NewGuid():n}.new";
        try
        {
            Write(content, temporary, target);
            Writing(target, () =>
            {
                File.SetLastWriteTimeUtc(temporary, entry.Modified.UtcDateTime);
                File.Move(temporary, target);
            });
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }

        return new ExtractedFile(kind, name, target, content.Length, entry.Modified);
    });

    private void Write(IByteSource content, string path, string target)
    {
        RawDiskWriter? made = null;
        Writing(target, () => made = new RawDiskWriter(path, content.Length));
        using var writer = made!;
        var buffer = new byte[(int)Math.Min(Piece, content.Length)];
        for (long at = 0; at < content.Length; at += buffer.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = (int)Math.Min(buffer.Length, content.Length - at);
            content.Read(at, buffer.AsSpan(0, length));
            Writing(target, () => writer.Write(at, buffer.AsSpan(0, length)));
        }

        Writing(target, writer.Complete);
    }

    private static void Writing(string target, Action step)
    {
        try
        {
            step();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or WorkloadException)
        {
            throw Path.Exists(target) ? Taken(target) : new HoldfastException(ErrorCode.InspectedTargetUnwritable, $"{target} cannot be written: {failure.Message}");
        }
    }

    private T Use<T>(string path, Func<DiskFiles, string, T> use)
    {
        try
        {
            using var disk = DiskImages.Open(new StreamBytes(file), DiskInspector.Opening(file));
            return use(DiskFiles.Open(disk), string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries)));
        }
        catch (MalformedFileException fault)
        {
            throw new HoldfastException(ErrorCode.InspectedMalformed, $"{file.Name}, {path}: {fault.Message}");
        }
        catch (NotSupportedException refused)
        {
            throw new HoldfastException(ErrorCode.InspectedVolumeUnreadable, $"{file.Name}, {path}: {refused.Message}");
        }
        catch (Exception missing) when (missing is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new HoldfastException(ErrorCode.InspectedNoSuchPath, $"{file.Name}: {missing.Message}");
        }
    }

    private InspectedEntry UnlessStopped(InspectedEntry entry)
    {
        cancellation.ThrowIfCancellationRequested();
        return entry;
    }

    private HoldfastException NoFile(string path, FileEntry? entry) => new(ErrorCode.InspectedNoSuchPath, entry is null
        ? $"{file.Name}: there is no file {path} inside."
        : $"{file.Name}: {path} is of type {ItemKindWord(entry.Kind)}{(entry.LinkTarget is null ? "" : $", to {entry.LinkTarget}")}; files can be taken out.");

    private static HoldfastException Taken(string path) => new(ErrorCode.InspectedTargetTaken, $"{path} exists.");

    private static string ItemKindWord(ItemKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
