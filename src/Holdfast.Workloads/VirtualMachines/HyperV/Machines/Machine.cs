using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Machines;

/// <summary>A machine as its host describes it.</summary>
/// <param name="System">Its Msvm_ComputerSystem.</param>
/// <param name="Settings">Its Msvm_VirtualSystemSettingData.</param>
/// <param name="Parts">All other setting data.</param>
internal sealed record Machine(WmiObject System, WmiObject Settings, IReadOnlyList<WmiObject> Parts, DiskList Storage)
{
    /// <summary>Upper case, without braces.</summary>
    public string Id => System.Text("Name")!.ToUpperInvariant();

    public string Name => System.Text("ElementName") ?? Id;

    /// <summary>Folder of the host that holds its configuration.</summary>
    /// <exception cref="MethodFailure">Hyper-V does not say it.</exception>
    public string Root => Settings.Text("ConfigurationDataRoot") ?? throw MethodFailure.WithoutResult("ConfigurationDataRoot");

    public int Generation => Settings.Text("VirtualSystemSubType") == Msvm.SecondGeneration ? 2 : 1;

    /// <summary>Of the configuration, such as 9.0; 0.0 where it says none.</summary>
    public Version ConfigurationVersion => Version.TryParse(Settings.Text("Version"), out var version) ? version : new Version(0, 0);

    public long State => System.Number("EnabledState") ?? 0;

    public bool IsRunning => State == Msvm.Running;

    /// <summary>Between two states: Hyper-V makes no checkpoint then.</summary>
    public bool IsChanging => State is not (Msvm.Running or Msvm.Off or Msvm.Saved or Msvm.SavedLegacy or Msvm.Paused or Msvm.PausedLegacy);

    /// <summary>Another host keeps it up to date.</summary>
    public bool IsReplica => System.Number("ReplicationMode") is Msvm.Replica or Msvm.TestReplica or Msvm.ExtendedReplica;

    public bool HasTpm => Parts.Any(part => part.ClassName == Msvm.Security && (part.IsSet("TpmEnabled") || part.IsSet("ShieldingRequested")));

    /// <summary>Whether Hyper-V tracks changed blocks of it: from Windows Server 2016 and configuration version 6.2 on.</summary>
    public bool IsTracked => ConfigurationVersion >= new Version(6, 2);
}
