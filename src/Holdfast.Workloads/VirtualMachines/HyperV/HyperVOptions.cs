using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Settings of a machine of Hyper-V.</summary>
internal sealed record HyperVOptions
{
    private const string Names = "consistency, guestBackup, start, newId";

    private static readonly string[] own = Names.Split(", ");

    /// <summary>Those of all machines.</summary>
    public required MachineOptions Machine { get; init; }

    /// <summary>What a checkpoint must be.</summary>
    public CheckpointConsistency Consistency { get; init; } = CheckpointConsistency.Application;

    /// <summary>Writers inside the guest hear of a full backup, and free their logs; otherwise of a copy, which leaves other backups inside alone.</summary>
    public bool IsGuestFull { get; init; }

    /// <summary>After a recovery to a host: the machine is turned on.</summary>
    public bool Start { get; init; }

    /// <summary>After a recovery to another host: the machine gets an id of its own even where its old one is free.</summary>
    public bool NewId { get; init; }

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>: an unknown name or value.</exception>
    public static HyperVOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var read = new HyperVOptions { Machine = MachineOptions.Parse(options, "vhdx", own.Contains, Names) };
        foreach (var (name, value) in options)
            read = (name, value) switch
            {
                ("consistency", "application") => read with { Consistency = CheckpointConsistency.Application },
                ("consistency", "preferApplication") => read with { Consistency = CheckpointConsistency.PreferApplication },
                ("consistency", "crash") => read with { Consistency = CheckpointConsistency.Crash },
                ("guestBackup", "full" or "copy") => read with { IsGuestFull = value == "full" },
                ("start", _) => read with { Start = MachineOptions.Flag(name, value) },
                ("newId", _) => read with { NewId = MachineOptions.Flag(name, value) },
                ("consistency", _) => throw MachineOptions.Wrong(name, value, "application, preferApplication, or crash"),
                ("guestBackup", _) => throw MachineOptions.Wrong(name, value, "full or copy"),
                _ => read,
            };
        return read;
    }
}
