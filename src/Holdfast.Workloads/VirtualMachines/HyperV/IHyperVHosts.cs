using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Computers with Hyper-V, as this computer reaches them. Thread-safe.</summary>
public interface IHyperVHosts
{
    /// <summary>Whether this computer has Hyper-V itself and this process may ask it: the role is installed, and the account is an administrator of it.</summary>
    bool IsReady(out string? why);

    /// <summary>Name of this computer, as hosts are named.</summary>
    string Local { get; }

    /// <summary>Opens a host. Nothing is asked before <see cref="IHyperVHost.Connect"/>.</summary>
    /// <param name="name">DNS or NetBIOS name; this computer's own name, or localhost, for itself.</param>
    /// <param name="credential">Null: the account of this process. Windows takes none for itself.</param>
    IHyperVHost Open(string name, WorkloadCredential? credential);
}
