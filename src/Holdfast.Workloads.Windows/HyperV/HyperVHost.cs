using System.Management;
using System.Runtime.Versioning;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV;
using Holdfast.Workloads.VirtualMachines.HyperV.Backup;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>A host by WMI and, for its files, by itself or its administrators' shares.</summary>
[SupportedOSPlatform("windows")]
internal sealed class HyperVHost : IHyperVHost
{
    private readonly string? _remote;
    private readonly ConnectionOptions _options;
    private readonly ShareConnection? _shares;

    public HyperVHost(string name, bool isLocal, WorkloadCredential? credential)
    {
        (Name, _remote) = (name, isLocal ? null : name);
        _options = new ConnectionOptions { Impersonation = ImpersonationLevel.Impersonate, Authentication = AuthenticationLevel.PacketPrivacy, EnablePrivileges = true };
        if (credential is not null) (_options.Username, _options.Password) = (credential.User, credential.Password);
        if (_remote is not null && credential is not null) _shares = ShareConnection.Open(_remote, credential);
        DirectTracking = isLocal ? new DirectTracking() : null;
    }

    public string Name { get; }

    public IChangeTracking? DirectTracking { get; }

    public IWmiSession? Connect(string wmiNamespace) => WmiSession.Connect(_remote, wmiNamespace, _options);

    public string Locate(string path) => HostPath.Locate(_remote, path);

    public void Dispose() => _shares?.Dispose();
}
