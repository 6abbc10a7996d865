-- Histograms begin with the first bucket that counted anything: '[71:73]={1,0,2}' are calls in the buckets 71 and 73. A call of a
-- model takes some seconds; the seventy zeros before it took more room, and more time with each sum, than what was counted.
-- Whoever reads histograms goes by their subscripts. Those that were written before keep their zeros.

create or replace function histogram_add(a integer[], b integer[]) returns integer[]
    language plpgsql immutable parallel safe as
$$
declare
    first integer := array_lower(b, 1);
    last  integer := array_upper(b, 1);
begin
    if first is null then
        return a;
    end if;
    if array_lower(a, 1) is null then
        return b;
    end if;
    if first < array_lower(a, 1) then
        a := array_fill(0, array [array_lower(a, 1) - first], array [first]) || a;
    end if;
    if last > array_upper(a, 1) then
        a := a || array_fill(0, array [last - array_upper(a, 1)]);
    end if;
    for bucket in first .. last loop
        a[bucket] := a[bucket] + b[bucket];
    end loop;
    return a;
end
$$;

create or replace function histogram_accumulate(sum bigint[], counts integer[]) returns bigint[]
    language plpgsql immutable parallel safe as
$$
declare
    first integer := array_lower(counts, 1);
    last  integer := array_upper(counts, 1);
begin
    if first is null then
        return sum;
    end if;
    if array_lower(sum, 1) is null then
        return counts;
    end if;
    if first < array_lower(sum, 1) then
        sum := array_fill(0::bigint, array [array_lower(sum, 1) - first], array [first]) || sum;
    end if;
    if last > array_upper(sum, 1) then
        sum := sum || array_fill(0::bigint, array [last - array_upper(sum, 1)]);
    end if;
    for bucket in first .. last loop
        sum[bucket] := sum[bucket] + counts[bucket];
    end loop;
    return sum;
end
$$;
