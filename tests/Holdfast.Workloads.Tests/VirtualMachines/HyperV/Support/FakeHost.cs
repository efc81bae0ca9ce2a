using Holdfast.Workloads.VirtualMachines.HyperV;
using Holdfast.Workloads.VirtualMachines.HyperV.Backup;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>One host of the model. Its drives are folders beneath a folder of the test.</summary>
internal sealed class FakeHost(string name, string folder) : IHyperVHost
{
    /// <summary>Machines, those that are planned too.</summary>
    public List<FakeMachine> Machines { get; } = [];

    public List<string> Switches { get; } = ["LAN"];

    /// <summary>Methods that were called, with their inputs, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Number of the call, from 0, that fails; null: none does.</summary>
    public int? FailAt { get; set; }

    public HowToFail How { get; set; }

    /// <summary>Text of what a call that fails says.</summary>
    public string Trouble { get; set; } = "It did not work out.";

    public bool IsDead { get; set; }

    public bool JobsStandStill { get; set; }

    /// <summary>Windows Server 2012 R2: checkpoints take no settings, exports are not for backups, nothing is tracked.</summary>
    public bool IsOld { get; init; }

    /// <summary>Bytes that one answer about changes speaks of at most.</summary>
    public long LongestAnswer { get; set; } = long.MaxValue;

    /// <summary>Replaces what is told about changes; null: the truth.</summary>
    public Func<long, long, ChangePage>? ChangeAnswer { get; set; }

    public bool TracksByWmi { get; set; } = true;

    /// <summary>Node that owns each machine of the cluster, by the machine's id; null: no cluster.</summary>
    public Dictionary<string, string>? Owners { get; init; }

    /// <summary>Runs when a method is called, before it does anything.</summary>
    public Action<string>? OnCall { get; set; }

    public string Name => name;

    public IChangeTracking? DirectTracking { get; set; }

    public IWmiSession? Connect(string wmiNamespace)
    {
        if (IsDead) throw new WmiFailure(WmiFailure.RpcUnavailable, "The RPC server is unavailable.");
        return wmiNamespace switch
        {
            @"root\virtualization\v2" => new FakeSession(this),
            @"root\HyperVCluster\v2" when Owners is not null => new FakeCluster(this),
            _ => null,
        };
    }

    public string Locate(string path)
    {
        Assert.Matches(@"^[A-Z]:\\", path);
        if (IsDead) return Path.Combine(folder, "gone", path.Replace('\\', '_'));
        return Path.Combine([folder, name, .. path.Replace(":", "").Split('\\')]);
    }

    public void Dispose()
    {
        // The model stays for the test to look at.
    }
}
