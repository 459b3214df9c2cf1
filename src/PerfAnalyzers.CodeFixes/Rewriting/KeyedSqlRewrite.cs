using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// A query of Dapper that is run per element and asks for the rows of one key, asked for slices of all keys before the loop. In slices, as Dapper
/// makes a parameter of each key and servers take 2,100 of them at most.
/// </summary>
internal sealed class KeyedSqlRewrite
{
    private const int SliceSize = 1000;

    private readonly IInvocationOperation call;
    private readonly ITypeSymbol row;
    private readonly string answer;
    private readonly KeyedSql sql;
    private readonly LiteralExpressionSyntax text;
    private readonly ISimpleAssignmentOperation parameter;
    private readonly IPropertySymbol column;

    private KeyedSqlRewrite(IInvocationOperation call, ITypeSymbol row, string answer, KeyedSql sql, LiteralExpressionSyntax text, ISimpleAssignmentOperation parameter, IPropertySymbol column)
    {
        this.call = call;
        this.row = row;
        this.answer = answer;
        this.sql = sql;
        this.text = text;
        this.parameter = parameter;
        this.column = column;
    }

    /// <summary>How database and program compare the keys.</summary>
    public KeyEquality Comparison => KeyComparison.Of(KeyTypes.Underlying(column.Type));

    private bool IsAsync => call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal);

    public static KeyedSqlRewrite? TryRead(IInvocationOperation call, Iteration loop, CompilationContext compilation)
    {
        if (!call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Dapper.SqlMapper))
            || call.TargetMethod.TypeArguments is not { Length: 1 } types
            || types[0] is not INamedTypeSymbol row
            || Answer(call.TargetMethod.Name) is not { } answer
            || call.Receiver() is not { } connection || !Variance.IsInvariantIn(connection, loop)
            || Parts(call, compilation) is not var (statement, values)
            || values.Unwrap() is not IAnonymousObjectCreationOperation { Initializers: var members }
            || Text(statement, loop) is not var (written, literals))
        {
            return null;
        }

        var varying = members.OfType<ISimpleAssignmentOperation>().Where(m => !Variance.IsInvariantIn(m.Value, loop)).ToArray();
        if (varying.Length != 1 || members.Length != members.OfType<ISimpleAssignmentOperation>().Count()
            || varying[0].Target.ReferencedSymbol() is not { } member
            || Others(call, statement, values).Any(o => !Variance.IsInvariantIn(o, loop))
            || KeyedSql.TryRead(written, member.Name) is not { } sql
            || literals.Where(l => sql.ComparisonIn(l.Token.Text) is not null).ToArray() is not { Length: 1 } places
            || Column(row, sql.Column) is not { } column
            || (answer.StartsWith(".First", StringComparison.Ordinal) && !IsKey(column, row)))
        {
            return null;
        }

        return new KeyedSqlRewrite(call, row, answer, sql, places[0], varying[0], column);
    }

    /// <summary>The edits, or null when the place or the key does not allow them.</summary>
    public ImmutableArray<TextChange>? TryWrite(FixRequest request, Iteration loop)
    {
        var syntax = (InvocationExpressionSyntax)call.Syntax;
        if (Operator(call.Receiver()!.Unwrap().Type, request.Compilation) is not { } isOneOf
            || QueryPlace.TryFind(syntax, IsAsync, syntax.ArgumentList) is not { } place
            || place.Replaced.Parent is CastExpressionSyntax
            || KeySource.TryFind(parameter.Value, loop, request.Compilation) is not { } keys
            || parameter.Value.Unwrap().Type is not { } sought
            || new KeyTypes(column.Type, keys.Type, sought) is not { Fit: true } types
            || sought.SpecialType == SpecialType.System_Byte || MayBeNull(keys)
            || AheadOfLoop.TryFind(request, loop, IsAsync, configureAwait: place.ConfigureAwait) is not { } ahead
            || !ahead.AddUsing(TypeNames.System.Enumerable) || !ahead.AddUsing(TypeNames.System.ListOfT)
            || request.Compilation.Type(TypeNames.System.Enumerable)?.GetMembers("Chunk").IsEmpty != false)
        {
            return null;
        }

        var keyList = ahead.Keys(keys, types);
        var rowName = Names.Camel(row.Name);
        var slice = ahead.Name(Names.Plural(Names.Camel(sql.Parameter)));
        var rows = ahead.Name(Names.Plural(rowName));
        var one = ahead.Name(char.ToLowerInvariant(row.Name[0]).ToString());
        var map = ahead.Name(Names.Plural(rowName) + "By" + column.Name);
        var comparison = sql.ComparisonIn(text.Token.Text)!.Value;
        var compared = new TextChange(new TextSpan(text.SpanStart + comparison.Start, comparison.Length), string.Format(isOneOf, "@" + Names.Plural(sql.Parameter)));
        if (!syntax.Span.Contains(text.Span))
            ahead.Changes.Add(compared);

        var query = Query(request.Text, compared, slice, ahead);
        var lift = types.LiftsColumn ? "(" + ahead.TypeText(sought) + ")" : "";
        ahead.Add($"var {rows} = new List<{ahead.TypeText(row)}>();");
        ahead.Add($"foreach (var {slice} in {keyList}.Chunk({SliceSize}))");
        ahead.Add($"{TextShape.Deeper("")}{rows}.AddRange({(IsAsync ? "await " + query + place.ConfigureAwait : query)});");
        ahead.Add($"var {map} = {rows}.ToLookup({one} => {lift}{one}.{column.Name});");
        ahead.Changes.Add(new TextChange(place.Replaced.Span, $"{map}[{parameter.Value.Syntax}]{answer}"));
        return ahead.Build();
    }

    /// <summary>The call with the key compared to a slice of them, under the name that gives all rows.</summary>
    private string Query(SourceText source, TextChange compared, string slice, AheadOfLoop ahead)
    {
        var syntax = (InvocationExpressionSyntax)call.Syntax;
        var name = ((MemberAccessExpressionSyntax)syntax.Expression).Name;
        var parameterName = Names.Plural(sql.Parameter);
        var edits = new EditList();
        edits.Replace(((GenericNameSyntax)name).Identifier.Span, IsAsync ? "QueryAsync" : "Query");
        if (syntax.Span.Contains(text.Span))
            edits.Replace(compared.Span, compared.NewText!);

        edits.Replace(parameter.Syntax.Span, slice == parameterName ? slice : parameterName + " = " + slice);
        var moved = edits.Build()!.Value.Select(e => new TextChange(new TextSpan(e.Span.Start - syntax.SpanStart, e.Span.Length), e.NewText!));
        return ahead.Outdented(SourceText.From(source.ToString(syntax.Span)).WithChanges(moved).ToString(), syntax);
    }

    private static string? Answer(string method) => method switch
    {
        "Query" or "QueryAsync" => "",
        "QueryFirst" or "QueryFirstAsync" => ".First()",
        "QueryFirstOrDefault" or "QueryFirstOrDefaultAsync" => ".FirstOrDefault()",
        "QuerySingle" or "QuerySingleAsync" => ".Single()",
        "QuerySingleOrDefault" or "QuerySingleOrDefaultAsync" => ".SingleOrDefault()",
        _ => null,
    };

    /// <summary>The statement and the object that holds the values, of the call or of the definition of a command that it takes.</summary>
    private static (IOperation Statement, IOperation Values)? Parts(IInvocationOperation call, CompilationContext compilation)
    {
        var arguments = call.Arguments;
        if (arguments.FirstOrDefault(a => a.Parameter?.Name == "command")?.Value.Unwrap() is IObjectCreationOperation created
            && created.Type.Is(compilation.Type(TypeNames.Dapper.CommandDefinition)) && created.Initializer is null)
        {
            arguments = created.Arguments;
        }

        // Rows that come one by one, while the loop is under way, are another thing.
        return arguments.FirstOrDefault(a => a.Parameter?.Name is "sql" or "commandText") is { } statement
            && arguments.FirstOrDefault(a => a.Parameter?.Name is "param" or "parameters") is { } values
            && !arguments.Any(a => a is { IsImplicit: false, Parameter.Name: "buffered" or "flags" })
            ? (statement.Value, values.Value)
            : null;
    }

    private static IEnumerable<IOperation> Others(IInvocationOperation call, IOperation statement, IOperation values) =>
        call.Arguments.Skip(1)
            .SelectMany(a => a.Value.Unwrap() is IObjectCreationOperation created ? created.Arguments : ImmutableArray.Create(a))
            .Where(a => !a.IsImplicit && a.Value != statement && a.Value != values)
            .Select(a => a.Value);

    /// <summary>The statement, where it is written out in the call, or in a local before the loop that only the call reads.</summary>
    private static (string Sql, LiteralExpressionSyntax[] Literals)? Text(IOperation statement, Iteration loop)
    {
        var value = statement;
        if (statement.Unwrap() is ILocalReferenceOperation local)
        {
            var uses = LocalValues.Root(statement).DescendantsAndSelf().Count(o => o is ILocalReferenceOperation { IsDeclaration: false } other && other.Local.Is(local.Local));
            if (uses > 1 || LoopFacts.Of(loop).Declares(local.Local) || LocalValues.SetOnce(local) is not { } set)
                return null;

            value = set;
        }

        return value.ConstantValue is { HasValue: true, Value: string sql }
            && value.Syntax.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().ToArray() is { Length: > 0 } literals
            ? (sql, literals)
            : null;
    }

    /// <summary>The property that Dapper puts the column into: the one of its name.</summary>
    private static IPropertySymbol? Column(INamedTypeSymbol row, string name)
    {
        var found = EntityTypes.Properties(row).Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return found.Length == 1 && IndexKey.IsPlain(found[0]) && found[0].GetAttributes().All(a => a.AttributeClass?.Name != "ColumnAttribute") ? found[0] : null;
    }

    private static bool IsKey(IPropertySymbol column, INamedTypeSymbol row) =>
        column.Name.Equals("Id", StringComparison.OrdinalIgnoreCase)
        || column.Name.Equals(row.Name + "Id", StringComparison.OrdinalIgnoreCase)
        || EntityTypes.Attribute(column, TypeNames.Schema.KeyAttribute) is not null;

    /// <summary>A text that may be missing: Dapper takes no list that starts with one.</summary>
    private static bool MayBeNull(KeySource keys) => keys.Type.IsReferenceType && keys.Type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    /// <summary>How the database of a connection is asked for one of several; null where that is not known.</summary>
    private static string? Operator(ITypeSymbol? connection, CompilationContext compilation)
    {
        const string List = "IN {0}";
        var postgres = compilation.Type(TypeNames.Data.NpgsqlConnection);
        if (postgres is null)
            return List;

        if (connection.DerivesFrom(postgres))
            return "= ANY({0})";

        return connection is { TypeKind: TypeKind.Class, IsAbstract: false } ? List : null;
    }
}
