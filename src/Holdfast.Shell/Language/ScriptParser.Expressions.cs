using System.Text;
using Holdfast.Shell.Binding;

namespace Holdfast.Shell.Language;

internal sealed partial class ScriptParser
{
    /// <summary>A value, or several with commas between.</summary>
    private Expression ReadList(bool asArgument)
    {
        var items = new List<Expression> { ReadValue(asArgument) };
        while (true)
        {
            var after = text.At;
            text.SkipBlank(lines: false);
            if (!text.Takes(','))
            {
                text.At = after;
                return items is [var only] ? only : new ListExpression(items);
            }
            text.SkipBlank(lines: true);
            if (text.IsEnd) throw new IncompleteTextException("the value behind the comma");
            items.Add(ReadValue(asArgument));
        }
    }

    private Expression ReadValue(bool asArgument) => text.Next switch
    {
        '\'' => Members(new ConstantExpression(Literal())),
        '"' => Members(Expandable()),
        '$' => Members(Variable()),
        '(' => Members(Group(always: false)),
        '@' when text.Peek(1) == '(' => Members(Group(always: true)),
        '@' when text.Peek(1) == '{' => throw SyntaxErrors.NotHere("A hash table @{ }", text.Line),
        '@' when text.Peek(1) is '\'' or '"' => throw SyntaxErrors.NotHere("A text over several lines @' '@", text.Line),
        '{' => throw Block(),
        '[' when asArgument is false => throw SyntaxErrors.NotHere("A type in [ ]", text.Line),
        _ => asArgument ? BareWord() : NumberValue(),
    };

    private Expression NumberValue()
    {
        var start = text.At;
        while (!text.IsWordEnd) text.At++;
        var word = text.From(start);
        return new ConstantExpression(TypedText.Number(word) ?? throw SyntaxErrors.Unexpected(word.Length == 0 ? "A value is missing." : $"'{word}' is no value; a text stands in quotes.", text.Line));
    }

    private Expression BareWord()
    {
        var parts = new List<Expression>();
        var word = new StringBuilder();
        while (!text.IsWordEnd)
        {
            if (text.Next == '$' && IsNameStart(text.Peek(1))) Cut(parts, word, Variable());
            else if (text.Next == '`' && text.Peek(1) != '\0') word.Append(Escaped());
            else word.Append(text.Take());
        }
        if (parts.Count == 0) return word.Length > 0 ? new ConstantExpression(Word(word.ToString())) : throw Operator();
        Cut(parts, word, null);
        return new TextExpression(parts, IsWord: true);
    }

    private string Literal()
    {
        var content = new StringBuilder();
        text.At++;
        while (!text.IsEnd)
        {
            if (text.Takes('\''))
            {
                if (!text.Takes('\'')) return content.ToString();
                content.Append('\'');
            }
            else
            {
                content.Append(text.Take());
            }
        }
        throw new IncompleteTextException("'");
    }

    private Expression Expandable()
    {
        var parts = new List<Expression>();
        var content = new StringBuilder();
        text.At++;
        while (!text.IsEnd)
        {
            if (text.Next == '`') content.Append(Escaped());
            else if (text.Next == '$' && text.Peek(1) == '(') Cut(parts, content, Inner());
            else if (text.Next == '$' && (IsNameStart(text.Peek(1)) || text.Peek(1) == '{')) Cut(parts, content, Variable());
            else if (text.Next == '"' && text.Peek(1) == '"') content.Append(Twice());
            else if (text.Takes('"')) return Finished(parts, content);
            else content.Append(text.Take());
        }
        throw new IncompleteTextException("\"");
    }

    private static Expression Finished(List<Expression> parts, StringBuilder content)
    {
        if (parts.Count == 0) return new ConstantExpression(content.ToString());
        Cut(parts, content, null);
        return new TextExpression(parts, IsWord: false);
    }

    private char Twice()
    {
        text.At++;
        return text.Take();
    }

    private Expression Inner()
    {
        text.At++;
        return Group(always: false);
    }

    private char Escaped()
    {
        text.At++;
        if (text.IsEnd) throw new IncompleteTextException("what the backtick escapes");
        return text.Take() switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', var other => other };
    }

    private Expression Variable()
    {
        text.At++;
        if (text.Next == '(') return Group(always: false);
        if (text.Takes('{'))
        {
            var braced = text.Name();
            return text.Takes('}') && braced.Length > 0 ? Named(braced) : throw SyntaxErrors.Unexpected("${ wants a name and }.", text.Line);
        }
        var name = text.Name();
        if (name.Length == 0) throw SyntaxErrors.Unexpected("A name has to follow $.", text.Line);
        if (text.Next == ':' && text.Peek(1) == ':') throw SyntaxErrors.NotHere("A member of a type (::)", text.Line);
        return text.Next == ':' && IsNameStart(text.Peek(1)) ? Qualified(name) : Named(name);
    }

    /// <summary>$env:NAME is of the environment. There is one scope: any other one is that of all variables.</summary>
    private Expression Qualified(string scope)
    {
        var environment = scope.Equals("env", StringComparison.OrdinalIgnoreCase);
        if (!environment && !IsScope(scope)) return Named(scope);
        text.At++;
        var name = text.Name();
        return environment ? new EnvironmentExpression(name) : Named(name);
    }

    private static bool IsScope(string name) => name.ToLowerInvariant() is "global" or "script" or "local";

    private static Expression Named(string name) => name.ToLowerInvariant() switch
    {
        "true" => new ConstantExpression(true),
        "false" => new ConstantExpression(false),
        "null" => new ConstantExpression(null),
        _ => new VariableExpression(name),
    };

    private GroupExpression Group(bool always)
    {
        if (++depth > Deepest) throw SyntaxErrors.Unexpected("Parentheses are nested too deep.", text.Line);
        text.At += always ? 2 : 1;
        var statements = Statements(')');
        if (!text.Takes(')')) throw text.IsEnd ? new IncompleteTextException(")") : SyntaxErrors.Unexpected($"'{text.Next}' stands where ) has to.", text.Line);
        depth--;
        return new GroupExpression(statements, always);
    }

    /// <summary>What follows a value without a blank: properties and indexes.</summary>
    private Expression Members(Expression of)
    {
        while (true)
        {
            if (text.Next == '.' && IsNameStart(text.Peek(1)))
            {
                text.At++;
                var name = text.Name();
                of = text.Next == '(' ? throw SyntaxErrors.NotHere($"Calling a method (.{name}())", text.Line) : new MemberExpression(of, name);
            }
            else if (text.Takes('['))
            {
                text.SkipBlank(lines: true);
                var index = text.Next is '$' ? ReadValue(asArgument: false) : IndexNumber();
                text.SkipBlank(lines: true);
                if (!text.Takes(']')) throw text.IsEnd ? new IncompleteTextException("]") : SyntaxErrors.Unexpected("An index is a number in [ ].", text.Line);
                of = new IndexExpression(of, index);
            }
            else
            {
                return of;
            }
        }
    }

    private ConstantExpression IndexNumber()
    {
        var start = text.At;
        while (char.IsAsciiDigit(text.Next) || text.Next == '-') text.At++;
        return int.TryParse(text.From(start), System.Globalization.CultureInfo.InvariantCulture, out var index) ? new ConstantExpression(index)
            : text.IsEnd ? throw new IncompleteTextException("the index") : throw SyntaxErrors.Unexpected("An index is a number in [ ].", text.Line);
    }

    private static bool IsNameStart(char letter) => char.IsLetter(letter) || letter == '_';

    private static void Cut(List<Expression> parts, StringBuilder content, Expression? next)
    {
        if (content.Length > 0) parts.Add(new ConstantExpression(content.ToString()));
        content.Clear();
        if (next is not null) parts.Add(next);
    }
}
