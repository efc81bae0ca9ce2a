using System.Collections;
using System.Globalization;
using Holdfast.Shell.Binding;
using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Language;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Running;

/// <summary>Does what statements say.</summary>
/// <param name="find">Finds commands by name.</param>
internal sealed class Evaluator(ShellSession session, Func<string, CmdletEntry> find, CancellationToken stop)
{
    internal void Run(Statement statement, Action<object?> output)
    {
        if (statement.Variable is not { } name)
        {
            Run(statement.Pipeline, output);
            return;
        }
        var given = new List<object?>();
        if (statement.Pipeline is { Source: { } source, Commands: [] }) session.Keep(name, Unquoted(Value(source)));
        else
        {
            Run(statement.Pipeline, given.Add);
            session.Keep(name, Values.Of(given));
        }
    }

    private void Run(PipelineSyntax pipeline, Action<object?> output)
    {
        var input = pipeline.Source is { } source ? Values.Each(Unquoted(Value(source))) : null;
        if (pipeline.Commands.Count == 0)
        {
            foreach (var one in input!) output(one);
            return;
        }
        // Arguments first, from left to right: what stands in parentheses has run before the pipeline begins.
        var commands = pipeline.Commands.Select(command => (find(command.Name), (IReadOnlyList<Argument>)[.. command.Arguments.Select(Evaluate)])).ToList();
        using var run = new PipelineRun(session, commands, output, stop);
        run.Run(input);
    }

    private Argument Evaluate(ArgumentSyntax argument) => argument switch
    {
        { Name: { } name, Value: { } value } => Argument.Named(name, Value(value)),
        { Name: { } name } => Argument.Named(name),
        _ => Argument.Of(Value(argument.Value!)),
    };

    private object? Value(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        VariableExpression variable => session.Variable(variable.Name),
        EnvironmentExpression environment => Environment.GetEnvironmentVariable(environment.Name),
        TextExpression text => Text(text),
        ListExpression list => list.Items.Select(Value).ToArray(),
        GroupExpression group => Group(group),
        MemberExpression member => ObjectProperties.Member(Value(member.Of), member.Name),
        IndexExpression index => At(Value(index.Of), ValueConversion.To(Value(index.Index), typeof(int))),
        _ => throw new InvalidOperationException($"An expression of the kind {expression.GetType().Name} has no value."),
    };

    private object Text(TextExpression text)
    {
        var all = string.Concat(text.Parts.Select(Value).Select(Shown));
        return text.IsWord ? new TypedText(all, Splits: false) : all;
    }

    private object? Group(GroupExpression group)
    {
        if (group is { Always: false, Statements: [{ Variable: null, Pipeline: { Source: { } source, Commands: [] } }] }) return Value(source);
        var given = new List<object?>();
        foreach (var statement in group.Statements) Run(statement, given.Add);
        return group.Always ? given.ToArray() : Values.Of(given);
    }

    /// <summary>A word without quotes outside of a command's arguments is what it looks like.</summary>
    private static object? Unquoted(object? value) => value is TypedText typed ? typed.Natural : value;

    private static object? At(object? of, object? index)
    {
        var position = (int)index!;
        if (of is string text) of = text.Cast<object?>().ToArray();
        if (of is not IList list) return position is 0 or -1 ? of : null;
        if (position < 0) position += list.Count;
        return position >= 0 && position < list.Count ? list[position] : null;
    }

    private static string Shown(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable many => string.Join(' ', many.Cast<object?>().Select(Shown)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
