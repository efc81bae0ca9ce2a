namespace Holdfast.PowerShell.Cmdlets.Storage;

/// <summary>A cmdlet of DPM that sets space aside. Here the pool does without: scripts go on, and a warning says where they asked for more than that.</summary>
public abstract class AllocationCmdlet : HoldfastCmdlet
{
    /// <summary>What of the parameters would have had an effect with DPM.</summary>
    private protected abstract IEnumerable<string> WithoutEffect { get; }

    private protected void Say()
    {
        var given = WithoutEffect.Where(MyInvocation.BoundParameters.ContainsKey).Select(name => "-" + name).ToList();
        if (given.Count > 0) WriteWarning($"{string.Join(", ", given)} without effect: datasources share the pool, and take from it what they need.");
        else WriteVerbose("Nothing needs to be allocated: datasources share the pool, and take from it what they need.");
    }
}
