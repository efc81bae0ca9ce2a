using System.Text;

namespace Holdfast.Contracts.Api;

/// <summary>Builds an address with escaped parameters; null ones are left out.</summary>
internal sealed class Query(string route)
{
    private readonly StringBuilder text = new(route);
    private char separator = '?';

    internal Query Add(string name, string? value)
    {
        if (value is null) return this;
        text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
        separator = '&';
        return this;
    }

    internal Query Add(string name, bool value) => Add(name, value ? "true" : null);

    internal Query Add(string name, long? value) => Add(name, value?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    internal Query Add(string name, DateTimeOffset? value) => Add(name, value is { } time ? UtcTimeConverter.Format(time) : null);

    public override string ToString() => text.ToString();
}
