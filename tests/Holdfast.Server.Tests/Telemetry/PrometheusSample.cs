using System.Globalization;
using System.Text.RegularExpressions;

namespace Holdfast.Server.Tests.Telemetry;

/// <summary>Prometheus text, read as strictly as its format asks.</summary>
internal sealed partial class PrometheusSample
{
    private readonly Dictionary<string, double> values = [];
    private readonly Dictionary<string, string> types = [];

    public PrometheusSample(string text)
    {
        Assert.EndsWith("\n", text);
        var helped = new HashSet<string>();
        foreach (var line in text.Split('\n')[..^1])
        {
            if (Help().Match(line) is { Success: true } help) Assert.True(helped.Add(help.Groups[1].Value), line);
            else if (Type().Match(line) is { Success: true } type)
            {
                Assert.Contains(type.Groups[1].Value, helped);
                types.Add(type.Groups[1].Value, type.Groups[2].Value);
            }
            else
            {
                var match = Value().Match(line);
                Assert.True(match.Success, $"This is no line of Prometheus: {line}");
                Assert.Contains(types.Keys, name => match.Groups[1].Value == name || types[name] == "histogram" && Suffix().Replace(match.Groups[1].Value, "") == name);
                values.Add(match.Groups[1].Value + match.Groups[2].Value, double.Parse(match.Groups[3].Value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture));
            }
        }
    }

    public IReadOnlyDictionary<string, string> Types => types;

    public IReadOnlyCollection<string> Names => values.Keys;

    /// <summary>0 where the series is not there.</summary>
    public double this[string series] => values.GetValueOrDefault(series);

    [GeneratedRegex(@"^# HELP ([a-z_]+) \S.*$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE ([a-z_]+) (counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex(@"^([a-z_]+)((?:\{[a-z_]+=""(?:[^""\\\n]|\\[\\""n])*""(?:,[a-z_]+=""(?:[^""\\\n]|\\[\\""n])*"")*\})?) (NaN|[+-]?Inf|-?[0-9.]+(?:E[+-]?[0-9]+)?)$")]
    private static partial Regex Value();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
