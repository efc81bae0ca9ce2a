using System.Text.Json;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Off;

/// <summary>What an image and those that lie under it say of themselves, as qemu-img tells it.</summary>
/// <param name="Files">Everything that is read with it: files and block devices of this computer.</param>
/// <param name="Bitmaps">Of the image itself.</param>
/// <param name="BitmapsBelow">Names of those of the images under it.</param>
internal sealed record ImageChain(long Length, long ClusterLength, IReadOnlyList<string> Files, IReadOnlyList<QemuBitmap> Bitmaps, IReadOnlyList<string> BitmapsBelow)
{
    private const int MostImages = 256, MostBitmaps = 65_536, Deepest = 32;

    /// <param name="answer">Of qemu-img info --backing-chain --output=json: the image first, then what lies under it.</param>
    /// <exception cref="QemuException">It is none.</exception>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: it cannot be read while its machine is off.</exception>
    public static ImageChain Parse(string path, string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = Deepest });
            var images = ((JsonElement?)document.RootElement).Items().ToList();
            if (images.Count is 0 or > MostImages) throw Wrong(path, "no image, or far too many");
            var length = images[0].Number("virtual-size") ?? -1;
            if (length is < 0 or > MachineLimits.LargestDisk) throw Wrong(path, "no length, or one that no disk has");
            return new ImageChain(length, Math.Max(0, images[0].Number("cluster-size") ?? 0), [.. images.SelectMany(image => FilesOf(path, image)).Distinct(StringComparer.Ordinal)], Marks(images[0]), [.. images.Skip(1).SelectMany(Marks).Select(bitmap => bitmap.Name)]);
        }
        catch (JsonException error)
        {
            throw new QemuException("", $"What qemu-img tells of {path} is no JSON.", error);
        }
    }

    /// <summary>An image's own file, and where it keeps its content apart from that, this one.</summary>
    private static IEnumerable<string> FilesOf(string path, JsonElement image)
    {
        if (image.Flag("encrypted")) throw new WorkloadException(WorkloadFault.NotPossible, $"The image {path} is encrypted by QEMU, and libvirt gives its key to a running machine only.", "Start the machine, or leave the disk out by the option disks.");
        var file = image.Text("filename");
        yield return Local(path, file);
        if (Details(image)?.Text("data-file") is { } data) yield return Local(path, Path.Combine(Path.GetDirectoryName(file)!, data));
    }

    private static IReadOnlyList<QemuBitmap> Marks(JsonElement image)
    {
        var bitmaps = new List<QemuBitmap>();
        foreach (var bitmap in (Details(image)?.Field("bitmaps")).Items().Take(MostBitmaps))
        {
            if (bitmap.Text("name") is not { Length: > 0 } name) continue;
            var flags = bitmap.Field("flags").Items().Where(flag => flag.ValueKind == JsonValueKind.String).Select(JsonFields.Text).ToHashSet();
            // In use by nobody who runs: whoever had it ended without storing it.
            bitmaps.Add(new QemuBitmap(name, flags.Contains("auto"), flags.Contains("in-use")));
        }
        return bitmaps;
    }

    private static JsonElement? Details(JsonElement image) => image.Field("format-specific") is { } specific ? specific.Field("data") : null;

    private static string Local(string path, string? file) =>
        file is not null && Path.IsPathFullyQualified(file) ? file
        : throw new WorkloadException(WorkloadFault.NotPossible, $"The image {path} lies, or lies upon one, that is no file and no block device of this computer: {file}.", "Start the machine: running machines are backed up wherever their disks lie. Or leave the disk out by the option disks.");

    private static QemuException Wrong(string path, string what) => new("", $"qemu-img tells of {path} {what}.");
}
