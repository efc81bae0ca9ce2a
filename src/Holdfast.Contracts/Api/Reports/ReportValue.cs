using System.Globalization;
using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Reports;

/// <summary>One cell: a text, an exact number, or nothing. In JSON it is that itself.</summary>
[JsonConverter(typeof(ReportValueConverter))]
public readonly record struct ReportValue
{
    private ReportValue(string? text, decimal? number) => (Text, Number) = (text, number);

    /// <summary>Null where the value is a number or nothing.</summary>
    public string? Text { get; }

    /// <summary>Null where the value is a text or nothing.</summary>
    public decimal? Number { get; }

    public bool IsEmpty => Text is null && Number is null;

    public static ReportValue Of(string? text) => new(text, null);

    public static ReportValue Of(decimal? number) => new(null, number);

    public static ReportValue Of(DateTimeOffset? time) => new(time is { } value ? UtcTimeConverter.Format(value) : null, null);

    /// <summary>Exact, the same everywhere; empty where there is nothing.</summary>
    public override string ToString() => Text ?? Number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
