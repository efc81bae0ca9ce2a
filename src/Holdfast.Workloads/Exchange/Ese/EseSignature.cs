namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Tells one database, or one sequence of logs, from all others.</summary>
/// <param name="Random">Drawn when it was made.</param>
/// <param name="Created">When it was made.</param>
public readonly record struct EseSignature(uint Random, EseTime Created)
{
    public override string ToString() => $"{Random:x8}-{Created.Bits:x16}";
}
