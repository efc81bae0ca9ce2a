using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Binding;
using Own = Holdfast.Shell.Automation;

namespace Holdfast.PowerShell.Tests.Engine;

/// <summary>Binds a command line without running the cmdlet: in both engines, to the set of parameters that is meant or to the kind of error.</summary>
internal sealed class BindingProbe
{
    private const string Script = """
        function Bind-Probe { param([string]$Command, [hashtable]$Named, [object[]]$Placed, [bool]$Follows)
            $steps = { & $Command @Named @Placed }.GetSteppablePipeline($MyInvocation.CommandOrigin)
            try { $steps.Begin($Follows); , $steps } catch { $_ } }
        """;

    private static readonly (string Said, string Kind)[] kinds =
    [
        ("There is no parameter", "NamedParameterNotFound"), (" could be ", "AmbiguousParameter"), ("not clear what is meant", "AmbiguousParameterSet"), ("is missing", "MissingMandatoryParameter"),
        ("does not go together", "AmbiguousParameterSet"), ("one value too many", "PositionalParameterNotFound"), ("is not of the kind", "CannotConvertArgument"),
        ("There is no protection group", "ParameterArgumentTransformationError"),
    ];

    private readonly RealEngine real;
    private readonly Dictionary<string, CmdletInfo> commands = [];

    internal BindingProbe(RealEngine real)
    {
        this.real = real;
        real.Succeed(Script);
        foreach (var command in real.Succeed("Get-Command -Module Holdfast -CommandType Cmdlet").Select(found => (CmdletInfo)found.BaseObject)) commands.Add(command.Name, command);
    }

    /// <param name="named">Parameters, or beginnings of their names, and whose values they get.</param>
    /// <param name="placed">Parameters whose values are given by place.</param>
    internal (string Theirs, string Ours) Bind(CmdletEntry entry, IReadOnlyList<(string Name, CmdletParameter? Like)> named, IReadOnlyList<CmdletParameter?> placed, bool pipelineFollows) =>
        (Theirs(entry.Name, named, placed, pipelineFollows), Ours(entry, named, placed, pipelineFollows));

    private string Theirs(string command, IReadOnlyList<(string Name, CmdletParameter? Like)> named, IReadOnlyList<CmdletParameter?> placed, bool pipelineFollows)
    {
        var values = new Hashtable();
        foreach (var (name, like) in named) values[name] = Value(command, like);
        real.Set("named", values);
        real.Set("placed", placed.Select(like => Value(command, like)).ToArray());
        var answer = Assert.Single(real.Run($"Bind-Probe {command} $named $placed ${pipelineFollows}")).BaseObject;
        if (answer is ErrorRecord error) return error.FullyQualifiedErrorId.Split(',')[0];
        using var steps = (SteppablePipeline)answer;
        return pipelineFollows ? "bound" : SetOf(steps);
    }

    private object Value(string command, CmdletParameter? like) => like is null ? "x" : Sample(commands[command].Parameters[like.Name].ParameterType);

    /// <summary>The engine tells the set to the running cmdlet alone.</summary>
    private static string SetOf(SteppablePipeline steps)
    {
        const BindingFlags Inner = BindingFlags.Instance | BindingFlags.NonPublic;
        var pipeline = typeof(SteppablePipeline).GetField("_pipeline", Inner)!.GetValue(steps)!;
        var processor = ((IEnumerable)pipeline.GetType().GetProperty("Commands", Inner)!.GetValue(pipeline)!).Cast<object>().Single();
        return ((PSCmdlet)processor.GetType().GetProperty("Command", Inner)!.GetValue(processor)!).ParameterSetName;
    }

    private static string Ours(CmdletEntry entry, IReadOnlyList<(string Name, CmdletParameter? Like)> named, IReadOnlyList<CmdletParameter?> placed, bool pipelineFollows)
    {
        var cmdlet = entry.Create();
        using var owned = cmdlet as IDisposable;
        IReadOnlyList<Argument> line = [.. named.Select(one => Argument.Named(one.Name, Value(one.Like))), .. placed.Select(like => Argument.Of(Value(like)))];
        try
        {
            new ArgumentBinder(entry.Name, new CommandParameters(entry), cmdlet).BindLine(line, pipelineFollows);
            return pipelineFollows ? "bound" : cmdlet.ParameterSetName;
        }
        catch (HoldfastException failure)
        {
            return kinds.FirstOrDefault(kind => failure.Message.Contains(kind.Said, StringComparison.Ordinal)).Kind ?? failure.Message;
        }
    }

    private static object Value(CmdletParameter? like) => like is null ? "x" : Sample(like.Property.PropertyType);

    /// <summary>A value of a type that needs no conversion.</summary>
    private static object Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(object)) return "x";
        if (type == typeof(SwitchParameter) || type == typeof(Own.SwitchParameter)) return true;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0)!;
        if (type == typeof(System.Security.SecureString)) return new System.Security.SecureString();
        if (type == typeof(Hashtable)) return new Hashtable();
        if (!type.IsArray) return type.IsValueType ? Activator.CreateInstance(type)! : RuntimeHelpers.GetUninitializedObject(type);
        var one = Array.CreateInstance(type.GetElementType()!, 1);
        one.SetValue(Sample(type.GetElementType()!), 0);
        return one;
    }
}
