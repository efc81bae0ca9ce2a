namespace Holdfast.Workloads.Files.Exclusion;

/// <summary>One compiled pattern. Matching takes time proportional to pattern times text, whatever the pattern.</summary>
internal sealed class Glob
{
    private const int MostTokens = 2048;
    private readonly GlobToken[] tokens;
    private readonly byte[] start;
    private readonly byte[] end;

    private Glob(GlobToken[] tokens, bool directoriesOnly, bool namesOnly)
    {
        this.tokens = tokens;
        start = GlobParser.Encode(tokens.TakeWhile(token => token.Kind == GlobTokenKind.Literal));
        end = GlobParser.Encode(tokens.Reverse().TakeWhile(token => token.Kind == GlobTokenKind.Literal).Reverse());
        DirectoriesOnly = directoriesOnly;
        NamesOnly = namesOnly;
    }

    public bool DirectoriesOnly { get; }

    /// <summary>True where the last component decides, so that no path has to be put together.</summary>
    public bool NamesOnly { get; }

    /// <exception cref="ArgumentException">An empty or absurdly long pattern.</exception>
    public static Glob Compile(string pattern)
    {
        var anchored = pattern.StartsWith('/');
        var directoriesOnly = pattern.EndsWith('/');
        var body = pattern.Trim('/');
        if (body.Length == 0) throw new ArgumentException($"The exclusion '{pattern}' names nothing.", nameof(pattern));
        var namesOnly = !anchored && !body.Contains('/') && !body.Contains("**", StringComparison.Ordinal);
        var tokens = GlobParser.Parse(namesOnly || anchored ? body : "**/" + body);
        if (tokens.Count > MostTokens)
            throw new ArgumentException($"An exclusion of {tokens.Count} elements; {MostTokens} are the limit.", nameof(pattern));
        return new Glob([.. tokens], directoriesOnly, namesOnly);
    }

    public bool Matches(ReadOnlySpan<byte> text) => text.StartsWith(start) && text.EndsWith(end) && Simulate(text);

    private bool Simulate(ReadOnlySpan<byte> text)
    {
        var size = tokens.Length + 1;
        Span<bool> states = stackalloc bool[size * 2];
        states.Clear();
        Span<bool> present = states[..size], next = states[size..];
        Enter(present, 0);
        while (!text.IsEmpty)
        {
            var unit = GlobParser.DecodeUnit(ref text);
            next.Clear();
            var alive = false;
            for (var i = 0; i < tokens.Length; i++)
            {
                if (!present[i] || !tokens[i].Accepts(unit)) continue;
                Advance(next, i, unit);
                alive = true;
            }
            if (!alive) return false;
            var swap = present;
            present = next;
            next = swap;
        }
        return present[tokens.Length];
    }

    private void Advance(Span<bool> states, int i, int unit)
    {
        switch (tokens[i].Kind)
        {
            case GlobTokenKind.Star or GlobTokenKind.DoubleStar:
                Enter(states, i);
                break;
            case GlobTokenKind.InsideDirectories:
                states[i] = true;
                if (unit == '/') Enter(states, i + 1);
                break;
            default:
                Enter(states, i + 1);
                break;
        }
    }

    // Marks a state and all that are reached without a character.
    private void Enter(Span<bool> states, int i)
    {
        while (true)
        {
            states[i] = true;
            if (i == tokens.Length) return;
            switch (tokens[i].Kind)
            {
                case GlobTokenKind.Star or GlobTokenKind.DoubleStar:
                    i++;
                    break;
                case GlobTokenKind.Directories:
                    states[i + 1] = true;
                    i += 2;
                    break;
                default:
                    return;
            }
        }
    }
}
