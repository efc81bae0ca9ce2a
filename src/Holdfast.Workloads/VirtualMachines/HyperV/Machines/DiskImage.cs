using Holdfast.Format;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Machines;

/// <summary>What the host says about the image of a disk.</summary>
/// <param name="Format">vhd or vhdx.</param>
/// <param name="Length">Bytes that the machine sees; 0 where the host does not say.</param>
/// <param name="BlockLength">0 where the host does not say.</param>
/// <param name="IsFixed">All of it is in the file.</param>
/// <param name="PhysicalSectorLength">Bytes; 0 where the host does not say.</param>
/// <param name="Id">By which the disk is known wherever its image goes; empty where it has none.</param>
internal sealed record DiskImage(string Format, long Length, long BlockLength, bool IsFixed, int PhysicalSectorLength, string Id)
{
    /// <summary>Format and Type of Msvm_VirtualHardDiskSettingData.</summary>
    private const long Vhd = 2, Fixed = 2;

    /// <exception cref="MethodFailure">The host cannot read it.</exception>
    public static DiskImage Ask(WmiService images, string file, CancellationToken cancellation)
    {
        var text = images.Call("GetVirtualHardDiskSettingData", [WmiArgument.Of("Path", file)], cancellation).Outputs.Text("SettingData") ?? throw MethodFailure.WithoutResult("SettingData");
        try
        {
            var settings = EmbeddedInstance.Read(text);
            return new DiskImage(settings.Number("Format") == Vhd ? "vhd" : "vhdx", Math.Max(0, settings.Number("MaxInternalSize") ?? 0), Math.Max(0, settings.Number("BlockSize") ?? 0),
                settings.Number("Type") == Fixed, settings.Number("PhysicalSectorSize") is 512 or 4096 ? (int)settings.Number("PhysicalSectorSize")!.Value : 0, settings.Text("VirtualDiskId") ?? "");
        }
        catch (MalformedDataException error)
        {
            throw new MethodFailure(-1, $"What the host says about {file} cannot be read: {error.Message}");
        }
    }
}
