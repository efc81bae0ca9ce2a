using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Exchange.Addresses;

/// <summary>Settings of a datasource of Exchange.</summary>
internal sealed record ExchangeOptions
{
    /// <summary>Exchange removes logs that a backup has and no replay needs. Otherwise backups are copies, of which Exchange takes no note.</summary>
    public bool TruncateLogs { get; init; } = true;

    public ReplicaWish Replica { get; init; } = ReplicaWish.Here;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>: an unknown name or value.</exception>
    public static ExchangeOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var read = new ExchangeOptions();
        foreach (var (name, value) in options)
            read = (name, value) switch
            {
                ("truncateLogs", "true") => read with { TruncateLogs = true },
                ("truncateLogs", "false") => read with { TruncateLogs = false },
                ("replica", "here") => read with { Replica = ReplicaWish.Here },
                ("replica", "passive") => read with { Replica = ReplicaWish.Passive },
                _ => throw new WorkloadException(WorkloadFault.OptionWrong, $"Exchange has no option \"{name}\" that can be \"{value}\".", "Options are truncateLogs (true, false) and replica (here, passive)."),
            };
        return read;
    }
}
