namespace Holdfast.Server.Tests;

/// <summary>What a server prints, to be read while it prints.</summary>
internal sealed class ServerOutput : StringWriter
{
    private readonly Lock gate = new();

    /// <summary>How often a server has said that it is ready.</summary>
    public int Readies { get; private set; }

    public override void WriteLine(string? value)
    {
        lock (gate)
        {
            base.WriteLine(value);
            if (value?.StartsWith("Holdfast is ready", StringComparison.Ordinal) == true) Readies++;
        }
    }

    public override string ToString()
    {
        lock (gate) return base.ToString();
    }
}
