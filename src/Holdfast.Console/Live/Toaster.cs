namespace Holdfast.Console.Live;

/// <summary>Short news that go away by themselves.</summary>
public sealed class Toaster
{
    /// <summary>Raised with what is to be said, and where one can look.</summary>
    public event Action<Toast>? Said;

    /// <summary>Says that something went well.</summary>
    /// <param name="address">A page about it.</param>
    public void Say(string text, string? address = null) => Said?.Invoke(new Toast(text, address, isFailure: false));

    /// <summary>Says that something went wrong.</summary>
    public void Warn(string text) => Said?.Invoke(new Toast(text, null, isFailure: true));
}
