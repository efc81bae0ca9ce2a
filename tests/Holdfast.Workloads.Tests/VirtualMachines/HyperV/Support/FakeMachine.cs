namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>A machine of the model, real or planned.</summary>
internal sealed class FakeMachine
{
    public string Id { get; set; } = Guid.NewGuid().ToString("D").ToUpperInvariant();

    public required string Name { get; set; }

    public string Root { get; set; } = @"C:\VMs";

    public int State { get; set; } = 2;

    public string Version { get; set; } = "9.0";

    public string SubType { get; set; } = "Microsoft:Hyper-V:SubType:2";

    public int ReplicationMode { get; set; }

    public bool HasTpm { get; set; }

    /// <summary>A disk of the host that is passed through.</summary>
    public bool HasPassThrough { get; set; }

    /// <summary>Whether applications inside take part in checkpoints.</summary>
    public bool AnswersInside { get; set; } = true;

    public bool IsPlanned { get; set; }

    public List<FakeDisk> Disks { get; init; } = [];

    /// <summary>Name of the switch that its adapter is connected to; null: none.</summary>
    public string? Switch { get; set; }

    public List<FakeCheckpoint> Checkpoints { get; } = [];

    public List<FakeReferencePoint> ReferencePoints { get; } = [];

    public IEnumerable<FakeCheckpoint> RecoveryCheckpoints => Checkpoints.Where(checkpoint => checkpoint.IsRecovery);
}
