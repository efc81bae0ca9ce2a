namespace Holdfast.Server.Tests.Applications;

/// <summary>An application of a test: entries with times, of which the log is given to whoever follows it.</summary>
internal sealed class Ledger
{
    private readonly List<(DateTimeOffset Time, string Text)> entries = [];
    private readonly object gate = new();

    public string Name { get; init; } = "main";

    public string? Password { get; set; }

    public bool IsDown { get; set; }

    /// <summary>Servers that have copies of it, best first.</summary>
    public IReadOnlyList<string> Servers { get; set; } = [];

    /// <summary>How often it said how it stands.</summary>
    public int Described { get; set; }

    /// <summary>Address under which the newest backup read it.</summary>
    public string? ReadAs { get; set; }

    /// <summary>Entries before this one are not in the log any more.</summary>
    public int LogFrom { get; private set; }

    /// <summary>Backups that heard of their commit.</summary>
    public int Committed { get; set; }

    public int Backups { get; set; }

    /// <summary>Thrown by the next backup when all is handed over.</summary>
    public Exception? FailNext { get; set; }

    /// <summary>Called by the next backup when all is handed over, before its point is committed.</summary>
    public Action? OnHandedOver { get; set; }

    /// <summary>Called once the point is committed, before the application hears of it; false: it does not hear.</summary>
    public Func<bool>? OnCommitted { get; set; }

    /// <summary>Its log is followed without saying where it begins.</summary>
    public bool IsSilent { get; set; }

    public bool IsUnsound { get; set; }

    /// <summary>How often its log was begun to be followed.</summary>
    public int Followers { get; set; }

    /// <summary>Who follows it now.</summary>
    public int Following { get; set; }

    /// <summary>How often it was told that it is no longer protected.</summary>
    public int Released { get; set; }

    /// <summary>It lets itself be followed, and gives nothing.</summary>
    public bool RefusesToGiveItsLog { get; set; }

    public IReadOnlyList<(DateTimeOffset Time, string Text)> Entries
    {
        get { lock (gate) return [.. entries]; }
    }

    public DateTimeOffset Add(string text, DateTimeOffset time)
    {
        lock (gate)
        {
            entries.Add((time, text));
            Monitor.PulseAll(gate);
        }
        return time;
    }

    /// <summary>The application drops its log: who follows has a gap.</summary>
    public void DropLog()
    {
        lock (gate)
        {
            LogFrom = entries.Count;
            Monitor.PulseAll(gate);
        }
    }

    public void Disconnect()
    {
        lock (gate)
        {
            Connection++;
            Monitor.PulseAll(gate);
        }
    }

    public int Connection { get; private set; }

    /// <summary>Entries from a number on; waits for a moment where there are none.</summary>
    public IReadOnlyList<(DateTimeOffset Time, string Text)> After(int number)
    {
        lock (gate)
        {
            if (entries.Count <= number) Monitor.Wait(gate, 20);
            return [.. entries.Skip(number)];
        }
    }

    public static string Line(DateTimeOffset time, string text) => $"{time.UtcTicks} {text}\n";
}
