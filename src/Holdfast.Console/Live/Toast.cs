namespace Holdfast.Console.Live;

/// <summary>One short piece of news. Two that say the same are two.</summary>
/// <param name="text">In the reader's language.</param>
/// <param name="address">A page about it, or null.</param>
/// <param name="isFailure">It stays until it is read.</param>
public sealed class Toast(string text, string? address, bool isFailure)
{
    public string Text => text;

    public string? Address => address;

    public bool IsFailure => isFailure;
}
