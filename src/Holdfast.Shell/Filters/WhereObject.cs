using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Holdfast.PowerShell.Help;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Filters;

[Cmdlet("Where", "Object"), Alias("where", "?")]
[Help("Lets through what a property of it says.", Description = "With a property alone: what has it set. Texts are compared in any case.", Example = "Get-DPMAlert | Where-Object Severity -eq Critical")]
internal sealed class WhereObject : FilterCmdlet
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The property.")]
    public string Property { get; set; } = "";

    [Parameter(Position = 1, HelpMessage = "What it is compared with.")]
    public object? Value { get; set; }

    [Parameter(HelpMessage = "It is the value.")]
    public SwitchParameter EQ { get; set; }

    [Parameter(HelpMessage = "It is not the value.")]
    public SwitchParameter NE { get; set; }

    [Parameter(HelpMessage = "It is greater, or later, than the value.")]
    public SwitchParameter GT { get; set; }

    [Parameter(HelpMessage = "It is the value, or greater.")]
    public SwitchParameter GE { get; set; }

    [Parameter(HelpMessage = "It is less, or earlier, than the value.")]
    public SwitchParameter LT { get; set; }

    [Parameter(HelpMessage = "It is the value, or less.")]
    public SwitchParameter LE { get; set; }

    [Parameter(HelpMessage = "It matches the value, in which * stands for any text and ? for any letter.")]
    public SwitchParameter Like { get; set; }

    [Parameter(HelpMessage = "It does not match the value, in which * stands for any text and ? for any letter.")]
    public SwitchParameter NotLike { get; set; }

    [Parameter(HelpMessage = "The value, a regular expression, matches in it.")]
    public SwitchParameter Match { get; set; }

    [Parameter(HelpMessage = "The value, a regular expression, matches nowhere in it.")]
    public SwitchParameter NotMatch { get; set; }

    [Parameter(HelpMessage = "One of its values is the value.")]
    public SwitchParameter Contains { get; set; }

    [Parameter(HelpMessage = "It is one of the values.")]
    public SwitchParameter In { get; set; }

    [Parameter(HelpMessage = "It is not set.")]
    public SwitchParameter Not { get; set; }

    protected override void BeginProcessing()
    {
        if (new[] { EQ, NE, GT, GE, LT, LE, Like, NotLike, Match, NotMatch, Contains, In, Not }.Count(given => given) > 1)
            Fail("Where-Object takes one comparison.", "Put another Where-Object behind it.");
        if (Value is not null && !MyInvocation.BoundParameters.Keys.Any(name => name is not (nameof(Property) or nameof(Value))))
            Fail($"How {Property} is to be compared with '{Value}' is not said.", $"Such as Where-Object {Property} -eq '{Value}'.");
    }

    protected override void ProcessRecord()
    {
        if (InputObject is not null && Holds(ObjectProperties.Member(InputObject, Property))) WriteObject(InputObject);
    }

    private bool Holds(object? value)
    {
        if (EQ) return Values.Compare(value, Value) == 0;
        if (NE) return Values.Compare(value, Value) != 0;
        if (GT) return Order(value) > 0;
        if (GE) return Order(value) >= 0;
        if (LT) return Order(value) < 0;
        if (LE) return Order(value) <= 0;
        if (Like || NotLike) return FileSystemName.MatchesSimpleExpression(Value?.ToString() ?? "", Text(value)) == Like;
        if (Match || NotMatch) return Matches(value) == Match;
        if (Contains) return Values.Each(value).Any(one => Values.Compare(one, Value) == 0);
        if (In) return Values.Each(Value).Any(one => Values.Compare(value, one) == 0);
        return Values.IsTrue(value) != Not;
    }

    private int? Order(object? value) => value is null ? null : Values.Compare(value, Value);

    private bool Matches(object? value)
    {
        try
        {
            return Regex.IsMatch(Text(value), Value?.ToString() ?? "", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, patience);
        }
        catch (ArgumentException failure)
        {
            Fail($"'{Value}' is no regular expression: {failure.Message}", "Texts with * and ? are compared by -like.");
            throw;
        }
    }

    private static string Text(object? value) => value?.ToString() ?? "";
}
