namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>Ends a connection from within. Never leaves <see cref="NbdServer"/>.</summary>
internal sealed class NbdEnded(NbdEnd end) : Exception($"The connection ends: {end}.")
{
    public NbdEnd End { get; } = end;
}
