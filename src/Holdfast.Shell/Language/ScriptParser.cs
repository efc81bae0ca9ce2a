using Holdfast.Shell.Binding;

namespace Holdfast.Shell.Language;

/// <summary>Reads the statements of a text: the part of PowerShell's language that people type. What it cannot read is an error with its line.</summary>
internal sealed partial class ScriptParser(ScriptText text)
{
    /// <summary>How deep parentheses may be nested.</summary>
    private const int Deepest = 64;

    private static readonly HashSet<string> keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "if", "else", "elseif", "foreach", "for", "while", "do", "until", "switch", "function", "filter", "param", "return", "try", "catch", "finally", "throw", "trap", "class", "using", "begin", "process", "end", "break", "continue",
    };

    private int depth;

    internal static IReadOnlyList<Statement> Parse(string script)
    {
        var text = new ScriptText(script);
        var statements = new ScriptParser(text).Statements('\0');
        return text.IsEnd ? statements : throw SyntaxErrors.Unexpected($"'{text.Next}' has nothing that it closes.", text.Line);
    }

    /// <param name="until">What closes them; it stays.</param>
    private List<Statement> Statements(char until)
    {
        var statements = new List<Statement>();
        while (true)
        {
            text.SkipBlank(lines: true);
            if (text.Takes(';')) continue;
            if (text.IsEnd)
            {
                if (until != '\0') throw new IncompleteTextException(until.ToString());
                return statements;
            }
            if (text.Next is ')' or '}') return statements;
            statements.Add(ReadStatement());
            text.SkipBlank(lines: false);
            if (text.IsEnd || text.Next is '\n' or ';' or ')' or '}') continue;
            throw Operator();
        }
    }

    private Statement ReadStatement()
    {
        if (text.Next != '$') return new Statement(null, Pipeline());
        var start = text.At;
        text.At++;
        var name = text.Name();
        if (IsScope(name) && text.Takes(':')) name = text.Name();
        text.SkipBlank(lines: false);
        if (name.Length > 0 && text.Next == '=')
        {
            text.At++;
            text.SkipBlank(lines: true);
            if (text.IsEnd) throw new IncompleteTextException("the value");
            return name.ToLowerInvariant() is "true" or "false" or "null" ? throw SyntaxErrors.Unexpected($"${name} cannot be changed.", text.Line) : new Statement(name, Pipeline());
        }
        text.At = start;
        return new Statement(null, Pipeline());
    }

    private PipelineSyntax Pipeline()
    {
        var source = StartsExpression() ? ReadList(asArgument: false) : null;
        var commands = new List<CommandSyntax>();
        if (source is null) commands.Add(Command());
        while (true)
        {
            text.SkipBlank(lines: false);
            if (text.Next != '|') return new PipelineSyntax(source, commands);
            if (text.Peek(1) == '|') throw SyntaxErrors.NotHere("||", text.Line);
            text.At++;
            text.SkipBlank(lines: true);
            if (text.IsEnd) throw new IncompleteTextException("the command behind |");
            commands.Add(Command());
        }
    }

    private bool StartsExpression() => text.Next is '$' or '\'' or '"' or '(' or '@' || char.IsAsciiDigit(text.Next) || (text.Next is '-' or '.' && char.IsAsciiDigit(text.Peek(1)));

    private CommandSyntax Command()
    {
        var start = text.At;
        while (!text.IsWordEnd) text.At++;
        var name = text.From(start);
        if (name.Length == 0 || name[0] == '[') throw text.Next == '{' ? Block() : text.Next is '&' or '.' ? SyntaxErrors.NotHere("Calling other programs", text.Line) : SyntaxErrors.NotHere($"'{(name.Length > 0 ? name : text.Next)}'", text.Line);
        if (keywords.Contains(name)) throw SyntaxErrors.NotHere($"'{name}'", text.Line);
        var arguments = new List<ArgumentSyntax>();
        while (true)
        {
            text.SkipBlank(lines: false);
            if (text.IsEnd || text.Next is '\n' or '|' or ';' or ')' or '}') return new CommandSyntax(name, arguments);
            arguments.Add(ReadArgument());
        }
    }

    private ArgumentSyntax ReadArgument()
    {
        if (text.Next != '-' || !(char.IsLetter(text.Peek(1)) || text.Peek(1) is '_' or '?')) return new ArgumentSyntax(null, ReadList(asArgument: true));
        text.At++;
        var name = text.Takes('?') ? "?" : text.Name();
        if (text.Takes(':'))
        {
            text.SkipBlank(lines: false);
            return new ArgumentSyntax(name, ReadList(asArgument: true));
        }
        return text.IsWordEnd ? new ArgumentSyntax(name, null) : throw SyntaxErrors.Unexpected($"'{text.Next}' cannot follow -{name}.", text.Line);
    }

    private Contracts.Errors.HoldfastException Operator() => text.Next switch
    {
        '{' => Block(),
        '&' or '>' or '<' => SyntaxErrors.NotHere($"'{text.Next}'", text.Line),
        '-' or '+' or '*' or '/' or '%' or '=' or '.' => SyntaxErrors.NotHere("Calculating, comparing, and changing properties", text.Line),
        var other => SyntaxErrors.Unexpected($"'{other}' is not expected here.", text.Line),
    };

    private Contracts.Errors.HoldfastException Block() => SyntaxErrors.NotHere("A script block { } (Where-Object takes a property and a value: Where-Object Name -eq Files)", text.Line);

    private static TypedText Word(string word) => new(word, Splits: false);
}
