namespace Holdfast.Workloads.Files.Exclusion;

/// <summary>One element of a compiled glob. <see cref="Value"/> is a code point, or 0x110000 plus a byte that is not UTF-8.</summary>
internal sealed record GlobToken(GlobTokenKind Kind, int Value = 0, bool Negated = false, (int Low, int High)[]? Ranges = null)
{
    public bool Accepts(int unit) => Kind switch
    {
        GlobTokenKind.Literal => unit == Value,
        GlobTokenKind.Any or GlobTokenKind.Star => unit != '/',
        GlobTokenKind.DoubleStar or GlobTokenKind.InsideDirectories => true,
        GlobTokenKind.Set => unit != '/' && InRanges(unit) != Negated,
        _ => false,
    };

    private bool InRanges(int unit)
    {
        foreach (var (low, high) in Ranges!)
            if (unit >= low && unit <= high) return true;
        return false;
    }
}
