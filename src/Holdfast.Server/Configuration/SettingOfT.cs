using System.Text.Json;

namespace Holdfast.Server.Configuration;

/// <summary>A key with a value of one type.</summary>
public abstract class Setting<T>(string name, string unit, string bounds, T initial, string standard, string meaning)
    : Setting(name, unit, bounds, standard, meaning)
{
    /// <summary>What holds where the file does not have the key.</summary>
    public T Default => initial;

    /// <summary>Reads a value of which <see cref="Setting.Violation"/> found nothing.</summary>
    public abstract T Read(JsonElement value);
}
