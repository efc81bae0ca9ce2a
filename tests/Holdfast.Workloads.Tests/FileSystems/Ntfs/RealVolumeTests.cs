using System.IO.Compression;
using Holdfast.Format.Items;
using Holdfast.Testing;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Tests.FileSystems.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ntfs;

/// <summary>Volumes that Windows made.</summary>
public sealed class RealVolumeTests
{
    [Theory]
    [InlineData("ntfs/ntfs3.raw.gz")]
    [InlineData("vhd/windows_volume.qcow2")]
    public void Walk_VolumeOfWindows_IsWhatSleuthKitSees(string artefact)
    {
        Sleuth.SkipUnlessHere();
        using var image = Unpack(artefact);
        var files = image.Open();

        var found = FileTree.Walk(files, files.Root).ToList();

        var theirs = Sleuth.List(image.Path, loose: false).Where(line => !line.Path.StartsWith('$')).ToList();
        Assert.NotEmpty(found);
        Assert.Equal(theirs.Select(line => line.Path).Order(StringComparer.Ordinal), found.Select(item => item.Path).Order(StringComparer.Ordinal));
        foreach (var (path, entry) in found.Where(item => item.Entry.Kind == ItemKind.File))
        {
            Assert.Equal(Sleuth.Sha256(image.Path, theirs.Single(line => line.Path == path).Address), files.OpenRead(entry).Sha256());
            Assert.Contains(files.Describe(entry, [], [1]).Attributes!, attribute => attribute.Name.AsSpan().SequenceEqual("holdfast.ntfs.sd"u8));
        }

        AssertSystemFiles(image, files);
    }

    /// <summary>The volume's own files hold large, sparse and named content.</summary>
    private static void AssertSystemFiles(VolumeImage image, IFileSystem files)
    {
        foreach (var (name, stream, address) in new[] { ("$MFT", "", "0-128"), ("$UpCase", "", "10-128"), ("$AttrDef", "", "4-128"), ("$Secure", "$SDS", "9-128"), ("$LogFile", "", "2-128"), ("$Bitmap", "", "6-128") })
        {
            Assert.Equal(Sleuth.Sha256(image.Path, address), files.OpenRead(files.Get(name), stream).Sha256());
        }
    }

    private static VolumeImage Unpack(string artefact)
    {
        var path = Artefacts.Find(artefact);
        Assert.SkipUnless(path is not null, Artefacts.Absent);
        var image = new VolumeImage();
        if (artefact.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var volume = File.Create(image.Path);
            packed.CopyTo(volume);
            return image;
        }

        Assert.SkipUnless(Shell.Has("qemu-img"), "qemu-img is not here (package qemu-utils).");
        Shell.Run($"qemu-img convert -O raw {Shell.Quote(path)} {Shell.Quote(image.Path)}");
        return image;
    }
}
