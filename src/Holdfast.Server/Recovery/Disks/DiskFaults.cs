using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Server.Recovery.Disks;

/// <summary>What goes wrong inside a disk, as errors with a code.</summary>
internal static class DiskFaults
{
    internal static T Translate<T>(DiskPlace place, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (MalformedFileException damage)
        {
            throw new HoldfastException(ErrorCode.FileSystemDamaged, $"{place.Shown}: the file system is damaged. {damage.Message}", inner: damage);
        }
        catch (NotSupportedException refusal)
        {
            throw new HoldfastException(ErrorCode.InnerContentUnreadable, $"{place.Shown}: {refusal.Message}", inner: refusal);
        }
        catch (EndOfStreamException cut)
        {
            throw new HoldfastException(ErrorCode.FileSystemDamaged, $"{place.Shown}: the file system reaches beyond its end. {cut.Message}", inner: cut);
        }
        catch (IOException failure) when (failure.InnerException is { } cause && (cause as HoldfastException ?? Faults.ToError(cause)) is { } known)
        {
            throw known;
        }
    }

    /// <summary>The file system of the partition that a path begins with.</summary>
    /// <exception cref="HoldfastException">There is none that can be read, and why.</exception>
    internal static IFileSystem Require(OpenedDisk disk, DiskPlace place)
    {
        var number = place.Inner.Split('/')[0];
        var volume = disk.Files.Volumes.FirstOrDefault(volume => volume.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == number)
            ?? throw new HoldfastException(ErrorCode.NotFound, $"{place.Disk.Path} has no partition {number}.");
        return volume.Files ?? throw new HoldfastException(CodeOf(volume), $"{place.Disk.Path}, partition {number}: {volume.Reason}");
    }

    private static ErrorCode CodeOf(DiskVolume volume) =>
        volume.IsDamaged ? ErrorCode.FileSystemDamaged : volume.FileSystem is "bitlocker" or "luks" ? ErrorCode.FileSystemEncrypted : ErrorCode.FileSystemUnknown;
}
