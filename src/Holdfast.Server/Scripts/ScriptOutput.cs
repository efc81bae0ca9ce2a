using System.Text;

namespace Holdfast.Server.Scripts;

/// <summary>What a script prints, its beginning kept and the rest read and dropped, so that it never blocks on a full pipe. Thread-safe.</summary>
internal sealed class ScriptOutput
{
    private readonly StringBuilder kept = new();
    private readonly Lock gate = new();
    private long dropped;

    internal string Text
    {
        get { lock (gate) return dropped == 0 ? kept.ToString() : $"{kept}\n… and {dropped} characters more"; }
    }

    /// <summary>Reads to the end of the stream, or until it is closed from this side.</summary>
    internal void Drain(TextReader stream)
    {
        var buffer = new char[4096];
        try
        {
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) Add(buffer.AsSpan(0, read));
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            Add($"\n(the rest could not be read: {failure.Message})");
        }
    }

    private void Add(ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            var room = Math.Max(0, Math.Min(text.Length, ScriptOutcome.MostOutput - kept.Length));
            // A character that a terminal would obey has no place in a job's notes.
            foreach (var c in text[..room]) kept.Append(char.IsControl(c) && c is not ('\n' or '\t') ? ' ' : c);
            dropped += text.Length - room;
        }
    }
}
